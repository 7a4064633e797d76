import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ActionProposal, ActionView } from '../../contract/action.js';
import type { TurnEvent } from '../../contract/events.js';
import { type ChatClient, startChat } from './chat-client.js';
import { openWorld, type TestWorld } from './open-world.js';

const Actions = z.object({ actions: z.array(ActionView) });

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

function proposalIn(events: readonly TurnEvent[]): ActionProposal {
  const event = events.find(({ type }) => type === 'action-proposed');
  if (event?.type !== 'action-proposed') throw new Error(`nothing was proposed: ${wordsOf(events)}`);
  return event.proposal;
}

function decide(
  chat: { sessionId: string; token: string },
  proposal: Pick<ActionProposal, 'id' | 'argsHash'>,
  { decision = 'confirm', replica = 0, token = chat.token } = {},
): Promise<Response> {
  return fetch(`${supervisor(replica)}/v1/sessions/${chat.sessionId}/actions/${proposal.id}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ decision, argsHash: proposal.argsHash }),
  });
}

async function statusOf(order: string): Promise<string> {
  const { rows } = await world.database.pool.query('select status from orders where id = $1', [order]);
  return rows[0]?.status;
}
async function refundsOf(order: string): Promise<number> {
  const { rows } = await world.database.pool.query(
    "select count(*)::int as refunds from order_payments where order_id = $1 and kind = 'refund'",
    [order],
  );
  return rows[0]?.refunds;
}

describe('a write', () => {
  it('is proposed, changes nothing until the whole-message yes, and is done once', async () => {
    const chat = await chatOf('C1004');
    const asked = await chat.say('Please cancel order SB-100012 for me, I do not need it any more');
    expect(asked.at(-1)).toMatchObject({
      outcomes: [{ agent: 'order-management', status: 'needs-confirmation' }],
    });
    expect(proposalIn(asked).summary.title).toContain('SB-100012');
    expect(await statusOf('SB-100012')).toBe('pending');
    await chat.say('yes but only the half of it', supervisor(1));
    expect(await statusOf('SB-100012')).toBe('pending');
    const done = await chat.say('Yes, go ahead.', supervisor(1));
    expect(wordsOf(done)).toContain('SB-100012');
    expect(await statusOf('SB-100012')).toBe('cancelled');
    expect(await refundsOf('SB-100012')).toBe(1);
  });

  it('is done once by the button, raced from two replicas, with the same answer for all', async () => {
    const chat = await chatOf('C1001');
    const proposal = proposalIn(await chat.say('cancel my order SB-100001 please, it was a mistake'));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => decide(chat, proposal, { replica: index % 2 })),
    );
    const views = await Promise.all(answers.map(async (answer) => ActionView.parse(await answer.json())));
    expect(new Set(views.map(({ status, result }) => `${status} ${result}`)).size).toBe(1);
    expect(views[0]?.status).toBe('committed');
    expect(await refundsOf('SB-100001')).toBe(1);
    expect((await decide(chat, proposal, { decision: 'decline' })).status).toBe(409);
  });

  it('is decided by its own customer, for the arguments that were shown, and stays undone when declined', async () => {
    const chat = await chatOf('C1004');
    const proposal = proposalIn(await chat.say('Please cancel SB-100011, I ordered it by mistake'));
    expect((await decide(chat, { ...proposal, argsHash: 'other' })).status).toBe(409);
    expect((await decide(chat, proposal, { token: await world.tokenOf('C1001') })).status).toBe(404);
    expect((await decide(chat, { ...proposal, id: 'no-such-action' })).status).toBe(404);
    expect(await (await decide(chat, proposal, { decision: 'decline' })).json()).toMatchObject({
      status: 'declined',
    });
    expect((await decide(chat, proposal)).status).toBe(409);
    expect(await statusOf('SB-100011')).toBe('pending');
    const listed = await fetch(`${supervisor(1)}/v1/sessions/${chat.sessionId}/actions`, {
      headers: { authorization: `Bearer ${chat.token}` },
    });
    expect(Actions.parse(await listed.json()).actions).toMatchObject([
      { id: proposal.id, status: 'declined' },
    ]);
  });

  it('above the limit waits for a colleague', async () => {
    const chat = await chatOf('C1005');
    const proposal = proposalIn(await chat.say('I would like to return the laptop from SB-100014'));
    expect(proposal.approval).toBe('staff');
    expect(await (await decide(chat, proposal)).json()).toMatchObject({ status: 'waiting-for-staff' });
    expect(await statusOf('SB-100014')).toBe('delivered');
  });
});
