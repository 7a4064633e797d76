import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageView, SessionView } from '../../contract/chat-api.js';
import type { TurnEvent } from '../../contract/events.js';
import { sleep } from '../../platform/resilience/sleep.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { readTurn, wordsOf } from '../testing.js';

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors();
});
afterAll(() => house.close());

const STREAM = 'text/event-stream';
async function newSession(customer = 'C1001'): Promise<string> {
  const made = { method: 'POST', body: {}, status: 201, customer };
  return (await house.json<SessionView>('/v1/sessions', made)).id;
}
function say(
  session: string,
  text: string,
  more: { key?: string; replica?: number; customer?: string; accept?: string; signal?: AbortSignal } = {},
) {
  const { key, customer = 'C1001', accept = STREAM, ...rest } = more;
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  return house.call(`/v1/sessions/${session}/messages`, {
    ...{ method: 'POST', body: { text }, customer, accept, headers },
    ...rest,
  });
}
const history = async (session: string): Promise<string[]> => {
  const path = `/v1/sessions/${session}/messages`;
  const { messages } = await house.json<{ messages: MessageView[] }>(path, { customer: 'C1001' });
  return messages.map(({ role, text }) => `${role}: ${text}`);
};
/** An agent that says so much, and the rest when it is told to. */
function playInTwo(first: string, rest: string): () => void {
  let goOn = (): void => {};
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  house.play(async ({ requestId }, send, signal) => {
    if (first !== '') await send({ type: 'text-delta', requestId, text: first });
    await Promise.race([told, new Promise((gone) => signal.addEventListener('abort', gone, { once: true }))]);
    signal.throwIfAborted();
    return { text: rest };
  });
  return goOn;
}
const rejoin = (session: string, turnId: string, lastEventId: string, replica = 1, customer = 'C1001') =>
  house.call(`/v1/sessions/${session}/turns/${turnId}/events`, {
    ...{ customer, replica, accept: STREAM, headers: { 'last-event-id': lastEventId } },
  });
const turnIdOf = (events: readonly TurnEvent[]): string =>
  events.flatMap((event) => (event.type === 'turn-start' ? [event.turnId] : []))[0] ?? '';
async function runningTurn(session: string): Promise<string> {
  for (;;) {
    const { rows } = await house.world.pool.query<{ id: string }>(
      "select id from turns where session_id = $1 and state = 'running' and (speaking or started_at < now() - interval '1 second')",
      [session],
    );
    if (rows[0] !== undefined) return rows[0].id;
    await sleep(20);
  }
}

describe('a message under an Idempotency-Key', () => {
  it('gets its first answer again, byte for byte, from any replica, in either form', async () => {
    const session = await newSession();
    const asked = house.requests.length;
    const first = await (await say(session, 'where is it', { key: 'k-1' })).text();
    const again = await say(session, 'where is it', { key: 'k-1', replica: 1 });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.text()).toBe(first);
    const json = async (replica: number) =>
      (await say(session, 'where is it', { key: 'k-1', replica, accept: 'application/json' })).text();
    expect(await json(0)).toBe(await json(1));
    expect(house.requests.length).toBe(asked + 1);
    expect(await history(session)).toHaveLength(2);
  });

  it('is refused with another text, and means nothing to another customer', async () => {
    const session = await newSession();
    await (await say(session, 'where is it', { key: 'k-2' })).text();
    const other = await say(session, 'where is that', { key: 'k-2' });
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency-key-reused' }]);
    const theirs = await newSession('C1002');
    const independent = await say(theirs, 'where is it', { key: 'k-2', customer: 'C1002' });
    expect(independent.status).toBe(200);
    expect(independent.headers.get('idempotency-replayed')).toBeNull();
    await independent.text();
    expect((await say(session, 'x', { key: 'no spaces' })).status).toBe(400);
  });

  it('is answered once, however many send it at once', async () => {
    const session = await newSession();
    const goOn = playInTwo('It is ', 'here.');
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => say(session, 'one', { key: 'k-3', replica: index % 2 })),
    );
    const answered = responses.filter(({ status }) => status === 200);
    const refused = responses.filter(({ status }) => status === 409);
    expect([answered.length, refused.length]).toEqual([1, 19]);
    expect(await refused[0]?.json()).toMatchObject({ code: 'idempotency-key-in-use' });
    goOn();
    if (answered[0] !== undefined) await readTurn(answered[0]);
    expect(await history(session)).toEqual(['customer: one', 'assistant: It is here.']);
  });
});

describe('the events of a turn', () => {
  it('are given again behind the last one seen, running or over, from another replica', async () => {
    const session = await newSession();
    const goOn = playInTwo('It is ', 'on its way.');
    const asked = house.requests.length;
    const response = await say(session, 'where is it');
    const turnId = await runningTurn(session);
    const joined = await rejoin(session, turnId, '1');
    setTimeout(goOn, 300);
    const [own, theirs] = await Promise.all([response.text(), joined.text()]);
    const withoutFirst = own.slice(own.indexOf('\n\n') + 2);
    expect(theirs).toBe(withoutFirst);
    expect(await (await rejoin(session, turnId, '1')).text()).toBe(withoutFirst);
    expect(await (await rejoin(session, turnId, '0', 0)).text()).toBe(own);
    expect(house.requests.length).toBe(asked + 1);
  });

  it('tells a long turn again in full, page by page, from any place', async () => {
    const session = await newSession();
    const turnId = randomUUID();
    const batches = [700, 1, 699].map((length, batch) =>
      Array.from({ length }, (_, place) => ({
        type: 'text-delta',
        requestId: 'r1',
        text: `${batch}-${place} `,
      })),
    );
    await house.world.pool.query(
      `insert into turns (id, session_id, customer_id, level, input, state, attempt, speaking, cancelled, progress,
         last_event, merged_from, started_at, ended_at)
       values ($1, $2, 'C1001', 'verified', 'tell me all', 'ended', 1, true, false, '{"openActions":[],"replies":[]}',
         1400, '{}', now(), now())`,
      [turnId, session],
    );
    for (const [index, batch] of batches.entries()) {
      const firstId = [1, 701, 702][index];
      await house.world.pool.query(
        `insert into turn_events (turn_id, first_id, customer_id, events) values ($1, $2, 'C1001', $3)`,
        [turnId, firstId, JSON.stringify(batch)],
      );
    }
    const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    const all = await (await rejoin(session, turnId, '0')).text();
    expect(idsIn(all)).toEqual(Array.from({ length: 1_400 }, (_, index) => index + 1));
    expect(all).toContain('2-698 ');
    expect(idsIn(await (await rejoin(session, turnId, '699')).text())[0]).toBe(700);
  });

  it("are nobody else's, and only of a turn that was", async () => {
    const session = await newSession();
    house.play(async () => ({ text: 'Here.' }));
    const turnId = turnIdOf(await readTurn(await say(session, 'where')));
    expect((await rejoin(session, turnId, '0', 0, 'C1002')).status).toBe(404);
    expect((await rejoin(await newSession(), turnId, '0')).status).toBe(404);
    expect((await rejoin(session, randomUUID(), '0')).status).toBe(404);
    expect((await rejoin(session, turnId, 'first')).status).toBe(400);
    const cancelled = await house.call(`/v1/sessions/${session}/turns/${turnId}/cancel`, {
      ...{ method: 'POST', customer: 'C1002' },
    });
    expect(cancelled.status).toBe(404);
  });
});

describe('a turn that is cancelled', () => {
  it.each([0, 1])(
    'ends, asked for at replica %i, and keeps what was shown, marked as incomplete',
    async (replica) => {
      const session = await newSession();
      playInTwo('It is on ', 'never');
      const response = await say(session, 'where is it');
      const turnId = await runningTurn(session);
      const path = `/v1/sessions/${session}/turns/${turnId}/cancel`;
      const cancelled = await house.json(path, { method: 'POST', customer: 'C1001', replica });
      expect(cancelled).toEqual({ turnId, state: 'ended' });
      const events = await readTurn(response);
      expect(events.map(({ type }) => type)).toContain('text-incomplete');
      expect(events.at(-1)).toEqual({ type: 'turn-interrupted', turnId, reason: 'cancelled' });
      expect((await history(session))[1]).toMatch(/^assistant: It is on/);
      expect(await house.json(path, { method: 'POST', customer: 'C1001' })).toEqual({
        turnId,
        state: 'ended',
      });
      expect(await (await rejoin(session, turnId, '0')).text()).toContain('"reason":"cancelled"');
    },
  );
});

describe('a burst of messages', () => {
  it.each([0, 1])('before the first word is one turn, at replica %i as well', async (replica) => {
    const session = await newSession();
    playInTwo('', 'never said');
    const asked = house.requests.length;
    const first = await say(session, 'where is', { key: `burst-${replica}` });
    while (house.requests.length === asked) await sleep(20);
    await sleep(200);
    house.play(async () => ({ text: 'Here.' }));
    const second = await readTurn(await say(session, 'my parcel', { replica }));
    expect(wordsOf(second)).toBe('Here.');
    expect(second.at(-1)?.type).toBe('turn-end');
    expect((await readTurn(first)).at(-1)).toMatchObject({ type: 'turn-interrupted', reason: 'merged' });
    expect(await history(session)).toEqual(['customer: where is', 'customer: my parcel', 'assistant: Here.']);
    const { rows } = await house.world.pool.query(
      'select input, state from turns where session_id = $1 order by started_at',
      [session],
    );
    expect(rows).toEqual([
      { input: 'where is', state: 'ended' },
      { input: 'where is\nmy parcel', state: 'ended' },
    ]);
    const replay = await say(session, 'where is', { key: `burst-${replica}` });
    expect((await readTurn(replay)).at(-1)).toMatchObject({ reason: 'merged' });
  });

  it('is refused after the first word, when it is the same message twice, and when it is long', async () => {
    const session = await newSession();
    const goOn = playInTwo('', 'Here.');
    const first = await say(session, 'where is it');
    await sleep(250);
    expect((await say(session, 'where is it', { replica: 1 })).status).toBe(409);
    expect((await say(session, 'x'.repeat(600), { replica: 1 })).status).toBe(409);
    goOn();
    await first.text();
    const later = playInTwo('It is ', 'here.');
    const spoken = await say(session, 'and now');
    await runningTurn(session);
    const refused = await say(session, 'hello?', { replica: 1 });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, '2']);
    later();
    await spoken.text();
  });
});
