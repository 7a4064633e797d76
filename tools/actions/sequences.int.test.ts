import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../database/pool.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { type Breaches, findBreaches } from '../testing/sequences/check-books.js';
import { runSequences } from '../testing/sequences/run-sequences.js';
import { openSequenceWorld } from '../testing/sequences/sequence-world.js';
import { commitAction } from './commit-action.js';
import { endProposal, lockProposal } from './proposal-store.js';
import { isWriteTool, StoredArgs } from './write-tool.js';

const SEED = 20_260_615;

/** What many do: the effect first, and a note of it when it is done. */
const effectFirst: typeof commitAction = async (request) => {
  const { database, customerId, now, policy, tools } = request;
  const done = await database.transaction({ customerId }, async (transaction) => {
    const proposal = await lockProposal(transaction, request);
    const tool = tools.find(({ name }) => name === proposal?.tool);
    if (proposal?.status !== 'confirmed' || tool === undefined || !isWriteTool(tool)) return undefined;
    const { approval, level, id: proposalId } = proposal;
    const args = StoredArgs.parse(JSON.parse(proposal.args));
    const scope = { transaction, customerId, now, policy, locale: args.locale, lock: true, proposalId };
    return { id: proposalId, outcome: await tool.commit({ args, approval, level }, scope) };
  });
  if (done === undefined) return commitAction(request);
  const status = done.outcome.ok ? 'committed' : 'failed';
  await database.transaction({ customerId }, (transaction) =>
    endProposal(transaction, { id: done.id, status, result: '', code: null, now }),
  );
  return { proposalId: done.id, status, text: '' };
};

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

describe('proposals, consents, duplicates, races and crashes in any order', () => {
  it('come to what the rules say, to the cent, with consent and once', async () => {
    const replicas = [createPool({ address: test.address }), createPool({ address: test.address })];
    const world = await openSequenceWorld({ pool: test.pool, replicas });
    try {
      expect(await runSequences(world, { count: 30, seed: SEED })).toBeUndefined();
    } finally {
      await Promise.all(replicas.map((pool) => pool.end()));
    }
    expect(world.counts.sequences).toBe(30);
    expect(Math.min(world.counts.effects, world.counts.lostAnswers)).toBeGreaterThan(5);
    expect(Object.values(await findBreaches(test.pool))).toEqual([0, 0, 0, 0, 0]);
  }, 120_000);

  it.each<[keyof Breaches, string]>([
    ['unbalancedOrders', `update order_payments set amount_cents = amount_cents + 1 where id = 'Q0-D-P'`],
    [
      'unbalancedGiftCards',
      `update payment_methods set balance_cents = balance_cents + 1 where id = 'Q0-gift'`,
    ],
    ['forbiddenSteps', `insert into order_steps values ('Q0-D', 'return-requested to delivered')`],
    [
      'effectsWithoutConsent',
      `update action_proposals set decided_at = expires_at + interval '1 second'
       where id = (select min(proposal_id) from action_ledger)`,
    ],
    [
      'effectsTwice',
      `insert into order_payments select left(l.proposal_id, 24) || '-9', l.order_id, l.customer_id,
         p.payment_method_id, 'payment', 0, now(), null
       from action_ledger l join order_payments p on p.order_id = l.order_id limit 1`,
    ],
  ])('are looked through for %s', async (breach, tampering) => {
    const client = await test.pool.connect();
    try {
      await client.query('begin; set local session_replication_role = replica');
      await client.query(tampering);
      expect((await findBreaches(client))[breach]).toBeGreaterThan(0);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('do not where the effect and its note are two transactions', async () => {
    const other = await openTestDatabase();
    const world = await openSequenceWorld({ pool: other.pool, replicas: [other.pool], commit: effectFirst });
    const failed = await runSequences(world, { count: 30, seed: SEED });
    await other.close();
    expect(failed?.reason).toMatch(/has .* and should have/);
  }, 120_000);
});
