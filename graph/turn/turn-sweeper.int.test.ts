import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView, SessionView } from '../../contract/chat-api.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { readTurn } from '../testing.js';
import { NO_SIGNALS } from './turn-signals.js';
import { startTurnSweeper, type TurnSweeper } from './turn-sweeper.js';

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors();
});
afterAll(() => house.close());

const customer = 'C1001';
const newSession = async (): Promise<string> =>
  (await house.json<SessionView>('/v1/sessions', { method: 'POST', body: {}, status: 201, customer })).id;
const say = (session: string, text: string, headers: Record<string, string> = {}): Promise<Response> =>
  house.call(`/v1/sessions/${session}/messages`, {
    ...{ method: 'POST', body: { text }, customer, accept: 'text/event-stream', headers },
  });
async function history(session: string): Promise<string[]> {
  const path = `/v1/sessions/${session}/messages`;
  const { messages } = await house.json<{ messages: MessageView[] }>(path, { customer });
  return messages.map(({ role, text }) => `${role}: ${text}`);
}
function sweeper(): TurnSweeper {
  const [turns] = house.turns;
  if (turns === undefined) throw new Error('no replica');
  const logger = createLogger({ name: 'test', level: 'silent' });
  return startTurnSweeper({ ...turns, logger, signals: NO_SIGNALS, everyMs: 3_600_000, pruneEveryMs: 0 });
}

/** What is left of a turn whose process was killed after so many attempts, a minute ago. */
async function leaveBehind(session: string, turnId: string, attempt: number): Promise<void> {
  const row = [turnId, session, customer];
  await house.world.pool.query(
    `insert into turns (id, session_id, customer_id, level, input, state, attempt, speaking, cancelled, progress,
       last_event, merged_from, started_at)
     values ($1, $2, $3, 'verified', 'where is it', 'running', $4, false, false, '{"openActions":[],"replies":[]}',
       0, '{}', now() - interval '1 minute')`,
    [...row, attempt],
  );
  await house.world.pool.query(
    `insert into leases (thread, owner, until, fence, turn_id, customer_id)
     values ($2, 'killed', now() - interval '50 seconds', 1, $1, $3)`,
    row,
  );
}
const stateOf = async (turnId: string): Promise<string | undefined> =>
  (await house.world.pool.query('select state from turns where id = $1', [turnId])).rows[0]?.state;

describe('the sweeper', () => {
  it('finishes a turn whose process was killed, without any client', async () => {
    const session = await newSession();
    await leaveBehind(session, 'killed-once', 1);
    house.play(async () => ({ text: 'It is here.' }));
    const sweeps = sweeper();
    await sweeps.sweep();
    sweeps.stop();
    expect(await stateOf('killed-once')).toBe('ended');
    expect(await history(session)).toEqual(['assistant: It is here.']);
  });

  it('gives up a turn that was tried three times, without asking an agent again', async () => {
    const session = await newSession();
    await leaveBehind(session, 'killed-thrice', 3);
    const asked = house.requests.length;
    const sweeps = sweeper();
    await sweeps.sweep();
    sweeps.stop();
    expect(await stateOf('killed-thrice')).toBe('ended');
    expect(house.requests.length).toBe(asked);
  });

  it('clears away turns, their events and keys that are too old, and no others', async () => {
    const session = await newSession();
    house.play(async () => ({ text: 'It is here.' }));
    for (const key of ['old', 'new'])
      await readTurn(await say(session, `where is ${key}`, { 'idempotency-key': key }));
    await house.world.pool.query(
      "update turns set started_at = now() - interval '26 hours' where id = (select turn_id from idempotency_keys where key = 'old')",
    );
    await house.world.pool.query(
      "update idempotency_keys set expires_at = now() - interval '1 hour' where key = 'old'",
    );
    const sweeps = sweeper();
    await sweeps.sweep();
    sweeps.stop();
    const keys = await house.world.pool.query(
      'select key, turn_id from idempotency_keys where session_id = $1',
      [session],
    );
    expect(keys.rows.map(({ key }) => key)).toEqual(['new']);
    const kept = await house.world.pool.query(
      'select distinct t.id, e.turn_id from turns t join turn_events e on e.turn_id = t.id where t.session_id = $1',
      [session],
    );
    expect(kept.rows.map(({ id }) => id)).toEqual([keys.rows[0]?.turn_id]);
    expect(await history(session)).toHaveLength(4);
  });
});
