import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ActionProposal, ActionView } from '../../contract/action.js';
import type { TurnEvent } from '../../contract/events.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { type ChatClient, startChat } from './chat-client.js';
import { openWorld, SECRET, type TestWorld } from './open-world.js';

const Actions = z.object({ actions: z.array(ActionView) });

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A customer who entered a one-time code before: a refund that goes elsewhere than to what paid needs it. */
async function chatOf(customerId: string): Promise<ChatClient & { actions(): Promise<ActionView[]> }> {
  const token = await signCustomerToken(SECRET, { customerId, level: 'step-up', expiresInSeconds: 600 });
  const supervisor = world.supervisors[0] ?? '';
  const chat = await startChat(supervisor, token);
  return {
    ...chat,
    async actions() {
      const listed = await fetch(`${supervisor}/v1/sessions/${chat.sessionId}/actions`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return Actions.parse(await listed.json()).actions;
    },
  };
}

const wordsOf = (events: readonly TurnEvent[]): string =>
  events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
const proposalsIn = (events: readonly TurnEvent[]): ActionProposal[] =>
  events.flatMap((event) => (event.type === 'action-proposed' ? [event.proposal] : []));

async function casesOf(order: string): Promise<{ items: string[]; destination: string | null }[]> {
  const { rows } = await world.database.pool.query(
    "select data from cases where order_id = $1 and kind = 'return' order by created_at",
    [order],
  );
  return rows.map(({ data }) => ({
    items: data.items.map((item: { itemId: string }) => item.itemId),
    destination: data.destination,
  }));
}
async function itemOf(order: string, productId: string): Promise<string> {
  const { rows } = await world.database.pool.query(
    'select variant_id from order_lines where order_id = $1 and product_id = $2',
    [order, productId],
  );
  return rows[0]?.variant_id;
}

describe('a customer who changes their mind before confirming', () => {
  it('has one open offer, the corrected one, and a typed yes does exactly that', async () => {
    const chat = await chatOf('C1017');
    const asked = await chat.say(
      'I want to return the keyboard and the descaler from order SB-100499, with the refund to my gift card',
    );
    const [first] = proposalsIn(asked);
    expect(first?.summary.lines).toEqual([
      expect.stringContaining('Keyboard'),
      expect.stringContaining('Descaler'),
      expect.stringContaining('gift card'),
    ]);
    const corrected = await chat.say('no, only the keyboard');
    const [second] = proposalsIn(corrected);
    expect(second).toMatchObject({ tool: 'return_items', replaces: [first?.id] });
    expect(second?.summary.lines).toEqual([
      expect.stringContaining('Keyboard'),
      expect.stringContaining('gift card'),
    ]);
    expect(wordsOf(corrected)).toContain('in place of my earlier offer');
    const open = new Map((await chat.actions()).map((action) => [action.id, action]));
    expect(open.get(first?.id ?? '')).toMatchObject({ status: 'withdrawn', replacedBy: second?.id });
    expect(open.get(second?.id ?? '')).toMatchObject({ status: 'offered' });
    await chat.say('yes');
    expect(await casesOf('SB-100499')).toEqual([
      { items: [await itemOf('SB-100499', 'tactile-75-keyboard')], destination: 'PM-C1017-2' },
    ]);
    const ends = (await chat.actions()).map(({ status }) => status);
    expect(ends.toSorted()).toEqual(['committed', 'withdrawn']);
    const again = await chat.say('I want to return the keyboard from SB-100499 to my gift card');
    expect(proposalsIn(again)).toEqual([]);
    expect(wordsOf(again)).toMatch(/already in progress/);
    expect(await casesOf('SB-100499')).toHaveLength(1);
  });

  it('cannot confirm the old offer by its button any more', async () => {
    const chat = await chatOf('C1124');
    const [first] = proposalsIn(
      await chat.say('I want to return the toaster and the hair dryer from order SB-100675'),
    );
    await chat.say('actually only the toaster');
    const token = await signCustomerToken(SECRET, {
      customerId: 'C1124',
      level: 'step-up',
      expiresInSeconds: 60,
    });
    const decided = await fetch(
      `${world.supervisors[0]}/v1/sessions/${chat.sessionId}/actions/${first?.id}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': 'old-button',
        },
        body: JSON.stringify({ decision: 'confirm', argsHash: first?.argsHash }),
      },
    );
    expect(decided.status).toBe(409);
    expect(await decided.json()).toMatchObject({ detail: expect.stringContaining('newer offer') });
    expect(await casesOf('SB-100675')).toEqual([]);
  });

  it('keeps both offers where they are about two orders, and then has to use the buttons', async () => {
    const chat = await chatOf('C1004');
    await chat.say('Please cancel order SB-100012, I do not need it any more');
    await chat.say('Please cancel order SB-100011, I ordered it by mistake');
    expect((await chat.actions()).map(({ status }) => status)).toEqual(['offered', 'offered']);
    expect(wordsOf(await chat.say('yes'))).toContain('Several things wait');
  });
});
