import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ActionView } from '../../contract/action.js';
import { MessageView } from '../../contract/chat-api.js';
import type { TurnEvent } from '../../contract/events.js';
import { ApprovalView, HandoffPackage, Inbox } from '../../contract/inbox.js';
import { KnowledgeGaps } from '../../contract/knowledge.js';
import type { StaffRole } from '../../contract/staff.js';
import { signStaffToken } from '../../platform/auth/staff-token.js';
import { type ChatClient, startChat } from './chat-client.js';
import { openWorld, SECRET, type TestWorld } from './open-world.js';

const Messages = z.object({ messages: z.array(MessageView) });

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ supervisors: 2 });
});
afterAll(() => world.close());

const supervisor = (replica = 0): string => world.supervisors[replica] ?? '';
const wordsOf = (events: readonly TurnEvent[]): string =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');

async function chatOf(customer: string): Promise<ChatClient & { token: string }> {
  const token = await world.tokenOf(customer);
  return { ...(await startChat(supervisor(), token)), token };
}

async function send(path: string, { token, body, replica = 0 }: Sent): Promise<unknown> {
  const response = await fetch(`${supervisor(replica)}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
interface Sent {
  token: string;
  body?: object;
  replica?: number;
}
const staffToken = (role: StaffRole) =>
  signStaffToken(SECRET, { staffId: 'S1', role, expiresInSeconds: 600 });
const historyOf = async ({ sessionId, token }: { sessionId: string; token: string }) =>
  Messages.parse(await send(`/v1/sessions/${sessionId}/messages`, { token })).messages;

/** Asks for a return above the limit and confirms it, up to where the staff are needed. */
async function returnLaptop(): Promise<{ chat: ChatClient & { token: string }; id: string }> {
  const chat = await chatOf('C1005');
  const events = await chat.say('I would like to return the laptop from SB-100014');
  const proposed = events.find(({ type }) => type === 'action-proposed');
  if (proposed?.type !== 'action-proposed') throw new Error(`nothing was proposed: ${wordsOf(events)}`);
  const { id, argsHash } = proposed.proposal;
  const path = `/v1/sessions/${chat.sessionId}/actions/${id}`;
  const body = { decision: 'confirm', argsHash };
  expect(ActionView.parse(await send(path, { token: chat.token, body })).status).toBe('waiting-for-staff');
  return { chat, id };
}
async function orderStatus(): Promise<string> {
  const { rows } = await world.database.pool.query("select status from orders where id = 'SB-100014'");
  return rows[0]?.status;
}

describe('the staff', () => {
  it('turn a write down, which then stays undone, and approve another, which the agent carries out once', async () => {
    const token = await staffToken('approver');
    const rejected = await returnLaptop();
    const no = { decision: 'reject', note: 'Please send a photo first.' };
    await send(`/v1/inbox/approvals/${rejected.id}`, { token, body: no });
    expect(await orderStatus()).toBe('delivered');
    expect((await historyOf(rejected.chat)).at(-1)).toMatchObject({
      role: 'staff',
      text: expect.stringContaining('send a photo'),
    });

    const { chat, id } = await returnLaptop();
    const inbox = Inbox.parse(await send('/v1/inbox', { token, replica: 1 }));
    expect(inbox.approvals.map((approval) => approval.id)).toEqual([id]);
    const approvals = await Promise.all(
      [0, 1, 0, 1].map((replica) =>
        send(`/v1/inbox/approvals/${id}`, { token, replica, body: { decision: 'approve' } }),
      ),
    );
    for (const approval of approvals) expect(ApprovalView.parse(approval).status).toBe('committed');
    expect(await orderStatus()).toBe('return-requested');
    const { rows } = await world.database.pool.query('select from action_ledger where proposal_id = $1', [
      id,
    ]);
    expect(rows).toHaveLength(1);
    expect((await historyOf(chat)).slice(-2).map(({ role }) => role)).toEqual(['staff', 'assistant']);
    expect(Inbox.parse(await send('/v1/inbox', { token })).approvals).toEqual([]);
  });

  it('read what the documents lack, grouped by meaning, which no customer may', async () => {
    const ask = "insert into knowledge_gaps (id, query, evidence, created_at) values ($1, $2, 'none', $3)";
    for (const query of [
      'Can you engrave my name on a kettle?',
      'Can you engrave a name on my kettle please',
      'Do you have shops in Portugal?',
    ]) {
      await world.database.pool.query(ask, [randomUUID(), query, world.database.now]);
    }
    const token = await staffToken('agent');
    const { gaps } = KnowledgeGaps.parse(await send('/v1/knowledge/gaps?days=7', { token }));
    expect(gaps.map(({ times }) => times)).toEqual([2, 1]);
    expect(gaps[0]?.heading).toContain('engrave');
    const customer = await world.tokenOf('C1001');
    await expect(send('/v1/knowledge/gaps', { token: customer })).rejects.toThrow(/401/);
    await expect(send('/v1/knowledge/gaps?days=0', { token })).rejects.toThrow(/400/);
  });

  it('take over a conversation with all that was said, and give it back', async () => {
    const token = await staffToken('agent');
    const chat = await chatOf('C1001');
    await chat.say('Where is my order SB-100002?');
    await chat.say('I want to talk to a human being, please');
    const { handoffs } = Inbox.parse(await send('/v1/inbox', { token }));
    const id = handoffs.find(({ sessionId }) => sessionId === chat.sessionId)?.id;
    const handed = HandoffPackage.parse(await send(`/v1/inbox/handoffs/${id}`, { token }));
    expect(handed.transcript.map(({ role }) => role)).toEqual([
      'customer',
      'assistant',
      'customer',
      'assistant',
    ]);
    expect(handed.facts).toContainEqual(expect.objectContaining({ kind: 'order', id: 'SB-100002' }));
    await send(`/v1/inbox/handoffs/${id}/claim`, { token, replica: 1, body: {} });
    const silent = await chat.say('So where is my order SB-100002?');
    expect(wordsOf(silent)).toBe('');
    expect(silent.at(-1)).toMatchObject({ heldByPerson: true, outcomes: [{ status: 'handed-off' }] });
    const hello = { text: 'I am looking into it.' };
    await send(`/v1/inbox/handoffs/${id}/messages`, { token, body: hello });
    expect((await historyOf(chat)).at(-1)).toMatchObject({ role: 'staff', ...hello });
    await send(`/v1/inbox/handoffs/${id}/release`, { token, body: {} });
    expect(wordsOf(await chat.say('Where is my order SB-100002?'))).toContain('SB-100002');
  });
});
