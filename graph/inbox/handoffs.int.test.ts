import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MessageView, SessionView, TurnReply } from '../../contract/chat-api.js';
import { HandoffPackage, HandoffView, Inbox } from '../../contract/inbox.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { readTurn, wordsOf } from '../testing.js';

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors();
});
afterAll(() => house.close());
beforeEach(() => house.play(async () => ({ text: 'It is on its way.' })));

const customer = 'C1001';
const S1 = { staff: 'S1' };
const S2 = { staff: 'S2' };
const ADMIN = { staff: 'boss', role: 'admin' as const };

async function newSession(by: { customer?: string } = { customer }): Promise<string> {
  return (await house.json<SessionView>('/v1/sessions', { method: 'POST', body: {}, status: 201, ...by })).id;
}
const say = async (
  session: string,
  text: string,
  by: { customer?: string; replica?: number } = { customer },
) =>
  TurnReply.parse(
    await house.json(`/v1/sessions/${session}/messages`, { method: 'POST', body: { text }, ...by }),
  );
const history = async (session: string) => {
  const { messages } = await house.json<{ messages: MessageView[] }>(`/v1/sessions/${session}/messages`, {
    customer,
  });
  return messages.map(({ role, text }) => [role, text] as const);
};
const ownerOf = async (session: string) =>
  SessionView.parse(await house.json(`/v1/sessions/${session}`, { customer })).owner;
const post = (id: string, step: string, by: object, more: object = {}) =>
  house.call(`/v1/inbox/handoffs/${id}/${step}`, { method: 'POST', ...by, ...more });

async function handedOver() {
  const session = await newSession();
  await say(session, 'where is my parcel');
  await say(session, 'a person please');
  const inbox = Inbox.parse(await house.json('/v1/inbox', S1));
  const handoff = inbox.handoffs.find(({ sessionId }) => sessionId === session);
  if (handoff === undefined) throw new Error('it is not in the inbox');
  return { session, id: handoff.id };
}
async function claimed() {
  const handed = await handedOver();
  expect((await post(handed.id, 'claim', S1)).status).toBe(200);
  return handed;
}

describe('the inbox', () => {
  it('lists a conversation that waits, until it is closed', async () => {
    const { session, id } = await handedOver();
    expect(await ownerOf(session)).toBe('queued');
    await post(id, 'claim', S1);
    const listed = async () =>
      (await house.json<Inbox>('/v1/inbox', S2)).handoffs.map((handoff) => handoff.id);
    expect(await listed()).toContain(id);
    await post(id, 'close', S1);
    expect(await listed()).not.toContain(id);
  });

  it('hands a person what was found out, tried, proposed and said', async () => {
    const { session, id } = await handedOver();
    const facts = [
      { kind: 'order', id: 'SB-100001', label: 'the order', agent: 'order-management' },
      { kind: 'tried', id: 'reset', label: 'Held the button for ten seconds', agent: 'troubleshooting' },
    ];
    await house.world.pool.query('update sessions set facts = $2 where id = $1', [
      session,
      JSON.stringify(facts),
    ]);
    const handed = HandoffPackage.parse(await house.json(`/v1/inbox/handoffs/${id}`, S1));
    expect(handed).toMatchObject({
      ...{ customerId: customer, state: 'queued', reason: 'customer-request', facts },
      tried: ['Held the button for ten seconds'],
      proposals: [],
    });
    expect(handed.transcript.map(({ role }) => role)).toEqual([
      'customer',
      'assistant',
      'customer',
      'assistant',
    ]);
  });

  it('is for the staff', async () => {
    const { id } = await handedOver();
    for (const path of ['/v1/inbox', `/v1/inbox/handoffs/${id}`, '/v1/inbox/approvals']) {
      expect((await house.call(path)).status, path).toBe(401);
      expect((await house.call(path, { customer })).status, path).toBe(401);
      expect((await house.call(path, { customer, level: 'step-up' })).status, path).toBe(401);
    }
    expect((await house.call('/v1/sessions', S1)).status).toBe(401);
    for (const step of ['claim', 'release', 'close'])
      expect((await post(id, step, { customer })).status).toBe(401);
  });

  it('says not found of what is not there', async () => {
    expect((await house.call('/v1/inbox/handoffs/H-0', S1)).status).toBe(404);
    for (const step of ['claim', 'release', 'close']) expect((await post('H-0', step, S1)).status).toBe(404);
  });
});

describe('while a person has the conversation', () => {
  it('the bot is silent: the message is kept, no agent is asked, and the turn says who has it', async () => {
    const { session } = await claimed();
    const asked = house.requests.length;
    const reply = await say(session, 'are you there?', { customer, replica: 1 });
    expect(reply).toMatchObject({ text: '', missing: [], outcomes: [{ status: 'handed-off' }] });
    const events = await readTurn(
      await house.call(`/v1/sessions/${session}/messages`, {
        ...{ method: 'POST', body: { text: 'hello?' }, accept: 'text/event-stream', customer },
      }),
    );
    expect(wordsOf(events)).toBe('');
    expect(events.map(({ type }) => type)).toEqual(['turn-start', 'agent-end', 'turn-end']);
    expect(events.at(-1)).toMatchObject({ heldByPerson: true });
    expect(house.requests).toHaveLength(asked);
    expect((await history(session)).slice(-2)).toEqual([
      ['customer', 'are you there?'],
      ['customer', 'hello?'],
    ]);
    expect(await ownerOf(session)).toBe('person');
  });

  it('what the person says stands in the history of the customer', async () => {
    const { session, id } = await claimed();
    const response = await post(id, 'messages', S1, { body: { text: 'I have looked into it.' } });
    expect(response.status).toBe(201);
    expect(MessageView.parse(await response.json()).role).toBe('staff');
    expect((await history(session)).at(-1)).toEqual(['staff', 'I have looked into it.']);
  });

  it('nobody else speaks, and only an admin takes it over', async () => {
    const { session, id } = await claimed();
    const text = { body: { text: 'me too' } };
    expect((await post(id, 'messages', S2, text)).status).toBe(409);
    for (const step of ['claim', 'release', 'close']) expect((await post(id, step, S2)).status).toBe(409);
    expect((await post(id, 'claim', S1)).status).toBe(200);
    expect(HandoffView.parse(await (await post(id, 'claim', ADMIN)).json()).staffId).toBe('boss');
    expect((await post(id, 'messages', S1, text)).status).toBe(409);
    expect((await history(session)).filter(([, words]) => words === 'me too')).toEqual([]);
  });

  it('is taken by one of many who want it at once', async () => {
    const { id } = await handedOver();
    const claims = Array.from({ length: 12 }, (_, index) =>
      post(id, 'claim', { staff: `S${index}`, replica: index % 2 }),
    );
    const statuses = (await Promise.all(claims)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(11);
  });

  it('needs to be taken over before anybody speaks', async () => {
    const { id } = await handedOver();
    expect((await post(id, 'messages', S1, { body: { text: 'hi' } })).status).toBe(409);
  });
});

describe('an answer that is being written when a person takes over', () => {
  it('is cut off, kept out of the history, and told as passed on', async () => {
    const { session, id } = await handedOver();
    let begun: () => void = () => {};
    const writing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    house.play(async ({ requestId }, send, signal) => {
      await send({ type: 'text-delta', requestId, text: 'Your parcel is at the depot and ' });
      begun();
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return { text: 'never said' };
    });
    const running = house.call(`/v1/sessions/${session}/messages`, {
      ...{ method: 'POST', body: { text: 'and now?' }, accept: 'text/event-stream', customer },
    });
    const events = running.then(readTurn);
    await writing;
    const claimedAt = performance.now();
    expect((await post(id, 'claim', S1, { replica: 1 })).status).toBe(200);
    await events;
    expect(performance.now() - claimedAt).toBeLessThan(4_000);
    expect((await events).at(-1)).toMatchObject({
      ...{ type: 'turn-end', heldByPerson: true, missing: [] },
      outcomes: [{ status: 'handed-off' }],
    });
    expect(wordsOf(await events)).not.toContain('never said');
    expect((await history(session)).slice(-2)).toEqual([
      ['customer', 'and now?'],
      ['staff', expect.stringContaining('A colleague has joined')],
    ]);
    expect(await say(session, 'thanks')).toMatchObject({ text: '', outcomes: [{ status: 'handed-off' }] });
  });

  it('is not said even when it was finished at the moment of the claim', async () => {
    const { session, id } = await handedOver();
    house.play(async () => {
      await post(id, 'claim', S1);
      return { text: 'I talk over people.' };
    });
    expect(await say(session, 'and now?')).toMatchObject({ text: '', outcomes: [{ status: 'handed-off' }] });
    expect((await history(session)).map(([, text]) => text)).not.toContain('I talk over people.');
  });
});

describe('a claim that races the end of an answer', () => {
  it('never has the bot speak after the person, whichever comes first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { session, id } = await handedOver();
      house.play(async () => {
        await sleep(20);
        return { text: 'The answer of the bot.' };
      });
      const answer = say(session, 'and now?', { customer, replica: round % 2 });
      await sleep(10 + round * 5);
      const claim = await post(id, 'claim', S1, { replica: (round + 1) % 2 });
      expect([claim.status, (await answer).outcomes.length]).toEqual([200, 1]);
      const said = (await history(session)).map(([role]) => role);
      expect(said.slice(said.indexOf('staff'))).not.toContain('assistant');
      const wasSaid = said.filter((role) => role === 'assistant').length === 3;
      expect((await answer).text).toBe(wasSaid ? 'The answer of the bot.' : '');
    }
  });
});

describe('a conversation given back', () => {
  it('is the bot’s again, and is not handed over again by itself', async () => {
    const { session, id } = await claimed();
    await say(session, 'are you there?');
    expect(HandoffView.parse(await (await post(id, 'release', S1)).json())).toMatchObject({
      ...{ state: 'closed', ending: 'released' },
    });
    expect(await ownerOf(session)).toBe('bot');
    expect((await history(session)).at(-1)?.[0]).toBe('staff');
    expect(await say(session, 'where is it')).toMatchObject({
      text: 'It is on its way.',
      outcomes: [{ status: 'answered' }],
    });
    expect((await post(id, 'release', S1)).status).toBe(200);
    expect((await post(id, 'claim', S1)).status).toBe(409);
    expect((await post(id, 'close', S1)).status).toBe(409);
    expect(
      (await house.json<Inbox>('/v1/inbox', S1)).handoffs.map(({ sessionId }) => sessionId),
    ).not.toContain(session);
  });

  it('can be handed over again when the customer asks for it', async () => {
    const { session, id } = await claimed();
    await post(id, 'release', S1);
    await say(session, 'a person again please');
    expect(await ownerOf(session)).toBe('queued');
  });

  it('is closed until the customer writes, and the bot’s then', async () => {
    const { session, id } = await claimed();
    await post(id, 'close', S1);
    expect(await ownerOf(session)).toBe('closed');
    expect(await say(session, 'one more thing')).toMatchObject({ text: 'It is on its way.' });
    expect(await ownerOf(session)).toBe('bot');
  });

  it('may end without anybody having taken it over', async () => {
    const { session, id } = await handedOver();
    expect((await post(id, 'release', S2)).status).toBe(200);
    expect(await ownerOf(session)).toBe('bot');
  });
});

describe('a handover', () => {
  it('of an anonymous visitor is in the inbox as well, and can be talked to', async () => {
    const session = await newSession({});
    await house.json(`/v1/sessions/${session}/messages`, { method: 'POST', body: { text: 'a person' } });
    const { handoffs } = await house.json<Inbox>('/v1/inbox', S1);
    const handoff = handoffs.find(({ sessionId }) => sessionId === session);
    expect(handoff?.customerId).toBeUndefined();
    await post(handoff?.id ?? '', 'claim', S1);
    expect((await post(handoff?.id ?? '', 'messages', S1, { body: { text: 'hi' } })).status).toBe(201);
    const { messages } = await house.json<{ messages: MessageView[] }>(`/v1/sessions/${session}/messages`);
    expect(messages.at(-1)).toMatchObject({ role: 'staff', text: 'hi' });
  });

  it('keeps its number when it is asked for twice at once', async () => {
    const session = await newSession();
    await say(session, 'a person');
    const again = await say(session, 'a person, I said');
    const { rows } = await house.world.pool.query('select id from handoffs where session_id = $1', [session]);
    expect(rows).toHaveLength(1);
    expect(again.text).toContain(rows[0].id);
  });
});
