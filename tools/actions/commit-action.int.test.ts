import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ActionStatus } from '../../contract/action.js';
import { cancelOrder } from '../orders/cancel-order.js';
import { modifyOrderPayment } from '../orders/modify-order-payment.js';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { carryOut, commitRequest, propose } from '../testing/commit.js';
import { decide } from '../testing/decide.js';
import { openShop, SHOP_NOW, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { commitAction } from './commit-action.js';
import { defineWriteTool } from './write-tool.js';

const CANCEL = { order_id: 'sb 100001', reason: 'no longer needed' } as const;

let shop: Shop;
let ada: ToolContext;
beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_order_management', 'CA');
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await shop.pool.query<Row>(text)).rows;
const refunds = () =>
  rows(`select amount_cents from order_payments where order_id = 'SB-100001' and kind = 'refund'`);
const ledger = () => rows(`select tool, order_id, movements from action_ledger`);
const statusOf = async (id: string) =>
  (await rows<{ status: string }>(`select status from action_proposals where id = '${id}'`))[0]?.status;

describe('a write tool', () => {
  it('changes nothing, and stores what it would do', async () => {
    const proposal = await propose(cancelOrder, CANCEL, ada);
    expect(proposal).toMatchObject({
      agent: 'order-management',
      tool: 'cancel_order',
      summary: {
        title: 'Cancel order SB-100001',
        lines: [
          'Cancelled: 1 × Hush Headphones (black)',
          'Cancelled: 1 × Dusty Filter',
          'Refund: $214.00 to Visa ending in 4242, in 5 to 7 business days',
        ],
      },
      amount: { cents: 21_400, currency: 'USD' },
      approval: 'customer',
      level: 'verified',
      expiresAt: '2026-06-15T12:15:00.000Z',
    });
    expect(await statusOf(proposal.id)).toBe('proposed');
    expect(await rows(`select status from orders where id = 'SB-100001'`)).toEqual([{ status: 'pending' }]);
    expect(await refunds()).toEqual([]);
  });

  it('proposes the same thing once, however often and in whatever spelling it is asked in a request', async () => {
    const spellings = ['SB-100001', '#sb100001', '100001', 'SB-100001', '100001'];
    const proposals = await Promise.all(
      spellings.map((order_id) => propose(cancelOrder, { ...CANCEL, order_id }, ada)),
    );
    expect(new Set(proposals.map(({ id }) => id)).size).toBe(1);
    expect(await rows('select id from action_proposals')).toHaveLength(1);
    const later = await propose(cancelOrder, CANCEL, { ...ada, turnId: 'turn-2' });
    expect(later.id).not.toBe(proposals[0]?.id);
    expect(later.argsHash).toBe(proposals[0]?.argsHash);
  });

  it('proposes nothing that the rules forbid, and says why', async () => {
    const result = await cancelOrder.run({ ...CANCEL, order_id: 'SB-100002' }, ada);
    expect(result).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(result.ok ? '' : result.message).toMatch(/SB-100002 cannot be cancelled.*on its way/);
    expect(await rows('select id from action_proposals')).toEqual([]);
  });

  it("answers for another customer's order as for one that does not exist", async () => {
    const other = await cancelOrder.run({ ...CANCEL, order_id: 'SB-200001' }, ada);
    const none = await cancelOrder.run({ ...CANCEL, order_id: 'SB-999999' }, ada);
    expect(other).toMatchObject({ ok: false, code: 'not-found' });
    expect(other).toEqual(none);
  });

  it('needs somebody who is signed in', async () => {
    const visitor = shop.contextOf('switchboard_order_management');
    expect(await cancelOrder.run(CANCEL, visitor)).toMatchObject({ code: 'sign-in-required' });
  });
});

describe('commitAction', () => {
  it('carries out what was confirmed, and answers the same for ever after', async () => {
    const result = await carryOut(shop, cancelOrder, CANCEL, ada);
    expect(result).toEqual({
      proposalId: expect.any(String),
      status: 'committed',
      text: 'Order SB-100001 is cancelled. $214.00 goes back to Visa ending in 4242 and should be there by June 24, 2026.',
    });
    const later = { now: new Date('2026-07-01T00:00:00Z') };
    expect(await commitAction(commitRequest(cancelOrder, result.proposalId, ada, later))).toEqual(result);
    expect(await refunds()).toEqual([{ amount_cents: 21_400 }]);
    expect(await ledger()).toEqual([
      {
        tool: 'cancel_order',
        order_id: 'SB-100001',
        movements: [{ kind: 'refund', methodId: 'MA1', amountCents: 21_400 }],
      },
    ]);
  });

  it('has one effect and one answer when 30 commits race', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id);
    const results = await Promise.all(
      Array.from({ length: 30 }, () => commitAction(commitRequest(cancelOrder, id, ada))),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]?.status).toBe('committed');
    expect(await refunds()).toEqual([{ amount_cents: 21_400 }]);
    expect(await ledger()).toHaveLength(1);
  });

  it('lets only one of two proposals for the same order through', async () => {
    const first = await propose(cancelOrder, CANCEL, ada);
    const elsewhere = { ...ada, sessionId: 'another-session' };
    const second = await propose(cancelOrder, CANCEL, elsewhere);
    await decide(shop, first.id);
    await decide(shop, second.id);
    const results = await Promise.all([
      commitAction(commitRequest(cancelOrder, first.id, ada)),
      commitAction(commitRequest(cancelOrder, second.id, elsewhere)),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['committed', 'failed']);
    expect(results.find(({ status }) => status === 'failed')).toMatchObject({
      code: 'already-cancelled',
      text: 'Order SB-100001 cannot be cancelled. It has been cancelled.',
    });
    expect(await refunds()).toHaveLength(1);
  });

  it.each<[readonly ActionStatus[], string]>([
    [[], 'has not been offered'],
    [['offered'], 'has not been confirmed'],
    [['offered', 'declined'], 'was declined'],
    [['offered', 'expired'], 'has expired'],
    [['offered', 'waiting-for-staff'], 'waits for a colleague'],
    [['offered', 'waiting-for-staff', 'rejected'], 'turned down'],
  ])('refuses after %j', async (steps, words) => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id, { steps });
    const commit = commitAction(commitRequest(cancelOrder, id, ada));
    await expect(commit).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(words) });
    expect(await refunds()).toEqual([]);
  });

  it('wants a code again where one was needed, whoever says that it was confirmed', async () => {
    const pay = { order_id: 'SB-100001', payment_method: 'gift card' };
    await shop.pool.query(`update payment_methods set balance_cents = 30000 where id = 'MA2'`);
    const { id, level } = await propose(modifyOrderPayment, pay, ada);
    expect(level).toBe('step-up');
    await decide(shop, id);
    const without = commitRequest(modifyOrderPayment, id, ada, { level: 'verified' });
    await expect(commitAction(without)).rejects.toMatchObject({ code: 'step-up-required' });
    expect(await statusOf(id)).toBe('confirmed');
    expect(await refunds()).toEqual([]);
    const done = await commitAction(commitRequest(modifyOrderPayment, id, ada));
    expect(done.status).toBe('committed');
    expect(await commitAction(without)).toEqual(done);
  });

  it('does nothing when it was confirmed too late', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id, { at: new Date(SHOP_NOW.getTime() + 15 * 60_000 + 1) });
    const result = await commitAction(commitRequest(cancelOrder, id, ada));
    expect(result).toMatchObject({ status: 'failed', code: 'expired' });
    expect(await refunds()).toEqual([]);
  });

  it('takes its time when it was confirmed in time', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id, { at: new Date(SHOP_NOW.getTime() + 15 * 60_000) });
    const late = { now: new Date(SHOP_NOW.getTime() + 3_600_000) };
    expect(await commitAction(commitRequest(cancelOrder, id, ada, late))).toMatchObject({
      status: 'committed',
    });
  });

  it('finds nothing for another customer, session or agent, and nothing that does not exist', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id);
    const others = [
      { customerId: 'CB' },
      { sessionId: 'session-2' },
      { agent: 'personalization' },
      { proposalId: '0'.repeat(32) },
    ];
    for (const other of others) {
      const commit = commitAction(commitRequest(cancelOrder, id, ada, other));
      await expect(commit).rejects.toMatchObject({ code: 'not-found', message: 'There is no such action.' });
    }
    expect(await statusOf(id)).toBe('confirmed');
  });

  it('does nothing when the rules say something else by then', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id);
    await shop.pool.query(`update orders set status = 'processed' where id = 'SB-100001'`);
    const result = await commitAction(commitRequest(cancelOrder, id, ada));
    expect(result).toMatchObject({ status: 'failed', code: 'already-processed' });
    expect(await statusOf(id)).toBe('failed');
    expect(await refunds()).toEqual([]);
    expect(await ledger()).toEqual([]);
  });

  it('does nothing when the amounts are no longer those that were agreed to', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id);
    await shop.pool.query(
      `insert into order_payments values ('P1R', 'SB-100001', 'CA', 'MA1', 'refund', 1000, now(), null)`,
    );
    const result = await commitAction(commitRequest(cancelOrder, id, ada));
    expect(result).toMatchObject({ status: 'failed', code: 'quote-changed' });
    expect(await refunds()).toEqual([{ amount_cents: 1_000 }]);
  });
});

describe('a commit that breaks off', () => {
  let fails = true;
  const renameOrder = defineWriteTool({
    name: 'cancel_order',
    description: 'Changes an order and then fails, while told to.',
    kind: 'write',
    input: z.object({}),
    plan: async () => ({
      ok: true,
      terms: {},
      subjects: [],
      summary: { title: 'Try', lines: [] },
      approval: 'customer',
      level: 'verified',
      effect: undefined,
    }),
    async apply(_effect, { transaction }) {
      await transaction
        .updateTable('orders')
        .set({ status: 'processed' })
        .where('id', '=', 'SB-100001')
        .execute();
      if (fails) throw new Error('the wire was cut');
      return { text: 'Done.' };
    },
  });

  it('leaves no part of it behind, and can be tried again', async () => {
    const { id } = await propose(renameOrder, {}, ada);
    await decide(shop, id);
    const request = commitRequest(renameOrder, id, ada);
    await expect(commitAction(request)).rejects.toThrow('the wire was cut');
    expect(await rows(`select status from orders where id = 'SB-100001'`)).toEqual([{ status: 'pending' }]);
    expect(await statusOf(id)).toBe('confirmed');
    fails = false;
    expect(await commitAction(request)).toMatchObject({ status: 'committed', text: 'Done.' });
    expect(await rows(`select status from orders where id = 'SB-100001'`)).toEqual([{ status: 'processed' }]);
  });

  it('does not start for a tool that the agent does not have', async () => {
    const { id } = await propose(renameOrder, {}, ada);
    await decide(shop, id);
    const request = commitRequest(renameOrder, id, ada, { tools: [] });
    await expect(commitAction(request)).rejects.toThrow('no tool carries out cancel_order');
  });

  it('is refused by rules that have become stricter', async () => {
    const { id } = await propose(cancelOrder, CANCEL, ada);
    await decide(shop, id);
    const result = await commitAction(
      commitRequest(cancelOrder, id, ada, {
        policy: { ...DEFAULT_POLICY, cancelReasons: ['ordered by mistake'] },
      }),
    );
    expect(result).toMatchObject({ status: 'failed', code: 'invalid-reason' });
  });
});
