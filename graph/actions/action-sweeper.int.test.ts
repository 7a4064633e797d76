import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecordingLogger } from '../../platform/testing/recording-logger.js';
import { commitAction } from '../../tools/actions/commit-action.js';
import { cancelOrder } from '../../tools/orders/cancel-order.js';
import { modifyOrderPayment } from '../../tools/orders/modify-order-payment.js';
import { DEFAULT_POLICY } from '../../tools/policy-settings.js';
import { propose } from '../../tools/testing/commit.js';
import { decide } from '../../tools/testing/decide.js';
import { openShop, SHOP_NOW, type Shop } from '../../tools/testing/shop.js';
import { createCommitApproved } from '../inbox/commit-approved.js';
import { type ActionSweeper, startActionSweeper } from './action-sweeper.js';
import type { CommitAction } from './commit-over-http.js';

const LATER = new Date(SHOP_NOW.getTime() + 31_000);
const sweepers: ActionSweeper[] = [];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  await shop.reset();
  await shop.pool.query(
    `insert into sessions (id, customer_id, locale, title, summary, facts, created_at, updated_at)
     values ('session-1', 'CA', 'en-US', '', '', '[]', now(), now())`,
  );
});
afterEach(() => {
  for (const sweeper of sweepers.splice(0)) sweeper.stop();
});
afterAll(() => shop.close());

/** The agent that proposed, without the way to it. */
const byAgent: CommitAction = async ({ identity, agent, sessionId, proposalId }) => {
  if (identity.level === 'anonymous') throw new Error('a visitor confirms nothing');
  return commitAction({
    ...{ customerId: identity.customerId, level: identity.level, agent, sessionId, proposalId },
    ...{ database: shop.databaseOf('switchboard_order_management'), now: LATER, policy: DEFAULT_POLICY },
    tools: [cancelOrder, modifyOrderPayment],
  });
};

function start(commit: CommitAction = byAgent, now = LATER): ActionSweeper {
  const database = shop.databaseOf('switchboard_supervisor');
  const sweeper = startActionSweeper({
    ...{ database, carryOut: createCommitApproved({ commit, database }), now: () => now },
    ...{ logger: createRecordingLogger().logger, everyMs: 3_600_000 },
  });
  sweepers.push(sweeper);
  return sweeper;
}

async function confirm(): Promise<string> {
  const ada = shop.contextOf('switchboard_order_management', 'CA');
  const { id } = await propose(cancelOrder, { order_id: 'SB-100001', reason: 'no longer needed' }, ada);
  await decide(shop, id);
  return id;
}

const rowsOf = async (statement: string) => (await shop.pool.query(statement)).rows;
const refunds = () =>
  rowsOf(`select amount_cents from order_payments where order_id = 'SB-100001' and kind = 'refund'`);

describe('the sweeper of confirmed actions', () => {
  it('carries out what was confirmed and forgotten, and tells it in the conversation', async () => {
    const id = await confirm();
    expect(await start().sweep()).toBe(1);
    expect(await rowsOf(`select status from action_proposals where id = '${id}'`)).toEqual([
      { status: 'committed' },
    ]);
    expect(await refunds()).toEqual([{ amount_cents: 21_400 }]);
    expect(await rowsOf('select role, body from messages')).toEqual([
      { role: 'assistant', body: expect.stringContaining('Order SB-100001 is cancelled.') },
    ]);
    expect(await start().sweep()).toBe(0);
  });

  it('does it once when two replicas find it at the same time', async () => {
    await confirm();
    await Promise.all([start().sweep(), start().sweep()]);
    expect(await refunds()).toEqual([{ amount_cents: 21_400 }]);
    expect(await rowsOf('select proposal_id from action_ledger')).toHaveLength(1);
    expect(await rowsOf('select id from messages')).toHaveLength(1);
  });

  it('leaves what was confirmed a moment ago to whoever confirmed it, and what was not confirmed to the customer', async () => {
    await confirm();
    const ada = shop.contextOf('switchboard_order_management', 'CA', { turnId: 'turn-2' });
    const pay = { order_id: 'SB-100001', payment_method: 'gift card' };
    await shop.pool.query(`update payment_methods set balance_cents = 30000 where id = 'MA2'`);
    const offered = await propose(modifyOrderPayment, pay, ada);
    await decide(shop, offered.id, { steps: ['offered'] });
    expect(await start(byAgent, SHOP_NOW).sweep()).toBe(0);
    expect(await refunds()).toEqual([]);
    await start().sweep();
    expect(await rowsOf(`select status from action_proposals where id = '${offered.id}'`)).toEqual([
      { status: 'offered' },
    ]);
  });

  it('asks again the next time when the agent does not answer, and still ends the others', async () => {
    const first = await confirm();
    const ada = shop.contextOf('switchboard_order_management', 'CA', { turnId: 'turn-2' });
    const second = await propose(cancelOrder, { order_id: 'SB-100001', reason: 'ordered by mistake' }, ada);
    await decide(shop, second.id);
    const silentOnce: CommitAction = (order) =>
      order.proposalId === first ? Promise.reject(new Error('no answer')) : byAgent(order);
    expect(await start(silentOnce).sweep()).toBe(1);
    expect(await start().sweep()).toBe(1);
    expect(await rowsOf('select status, code from action_proposals order by status')).toEqual([
      { status: 'committed', code: null },
      { status: 'failed', code: 'already-cancelled' },
    ]);
    expect(await refunds()).toHaveLength(1);
  });
});
