import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MessageView, SessionView } from '../../contract/chat-api.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { readTurn, wordsOf } from '../testing.js';

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors({ turns: { onBusy: 'interrupt' } });
});
afterAll(() => house.close());

const customer = 'C1001';

it('a message that comes while the last one is answered ends that answer, where interrupting is set', async () => {
  const made = { method: 'POST', body: {}, status: 201, customer };
  const { id: session } = await house.json<SessionView>('/v1/sessions', made);
  const say = (text: string): Promise<Response> =>
    house.call(`/v1/sessions/${session}/messages`, {
      ...{ method: 'POST', body: { text }, customer, accept: 'text/event-stream' },
    });
  let speak = (): void => {};
  const spoken = new Promise<void>((resolve) => {
    speak = resolve;
  });
  house.play(async ({ requestId }, send, signal) => {
    await send({ type: 'text-delta', requestId, text: 'It is on ' });
    speak();
    await new Promise((gone) => signal.addEventListener('abort', gone, { once: true }));
    throw signal.reason;
  });
  const first = say('where is it').then(readTurn);
  await spoken;
  await isSpeaking(session);
  house.play(async () => ({ text: 'It is red.' }));
  const second = await readTurn(await say('and which colour is it'));
  const interrupted = await first;
  expect(interrupted.at(-1)).toMatchObject({ type: 'turn-interrupted', reason: 'cancelled' });
  expect(wordsOf(interrupted)).toContain('It is on');
  expect(second.at(-1)).toMatchObject({ type: 'turn-end' });
  expect(wordsOf(second)).toBe('It is red.');
  const path = `/v1/sessions/${session}/messages`;
  const { messages } = await house.json<{ messages: MessageView[] }>(path, { customer });
  expect(messages.map(({ role }) => role)).toEqual(['customer', 'assistant', 'customer', 'assistant']);
});

/** Until the words are recorded the messages would be answered together. */
async function isSpeaking(session: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await house.world.pool.query(
      "select id from turns where session_id = $1 and state = 'running' and speaking",
      [session],
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the turn never spoke');
}
