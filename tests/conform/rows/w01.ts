import type pg from 'pg';
import { migrateDatabase } from '../../../database/migrate.js';
import { createPool } from '../../../database/pool.js';
import { findBreaches } from '../../../tools/testing/sequences/check-books.js';
import { runSequences } from '../../../tools/testing/sequences/run-sequences.js';
import { openSequenceWorld } from '../../../tools/testing/sequences/sequence-world.js';
import { withoutRowLocks } from '../../../tools/testing/sequences/without-row-locks.js';
import { usePostgres } from '../harness/postgres.js';
import { atLeast, type ConformanceRow, type ConformContext, exactly } from '../row.js';

const SEED = 20_261_122;
/** Enough for a race to go wrong where nothing prevents it. */
const CONTROL = 400;

/**
 * Each sequence is a customer of its own with three orders and one of each item in stock: proposals, answers to them,
 * decisions of the staff, commits that are repeated, raced over two replicas' connections, and cut at any statement, also
 * between commit and answer. Every answer and, in the end, every row is compared with a model that was written apart from
 * the product; then the books of all are checked by statements that know nothing of the model. At last, the same
 * sequences run without row locks, and must fail.
 */
export const row: ConformanceRow = {
  id: 'W01',
  promise:
    'writes conserve money, follow the rules, and happen with consent and once, in any order of events',
  async run(context) {
    const count = context.pick(10_000, 200);
    const { pool, replicas } = await openPools(context);
    const world = await openSequenceWorld({ pool, replicas });
    const failed = await runSequences(world, {
      ...{ count, seed: SEED },
      onBatch: (done) => {
        if (done % 1_000 === 0) context.say(`${done} sequences`);
      },
    });
    if (failed !== undefined) context.say(`${JSON.stringify(failed.commands)}\n${failed.reason}`);
    const { counts } = world;
    context.say(JSON.stringify(counts));
    const breaches = await findBreaches(pool);
    return [
      exactly('sequences that come to what the rules say', counts.sequences, count),
      exactly('orders whose money does not add up', breaches.unbalancedOrders, 0),
      exactly('gift cards whose balance is not right', breaches.unbalancedGiftCards, 0),
      exactly('steps of orders that the rules forbid', breaches.forbiddenSteps, 0),
      exactly('effects without consent', breaches.effectsWithoutConsent, 0),
      exactly('effects that happened twice', breaches.effectsTwice, 0),
      atLeast('writes carried out', counts.effects, count / 3),
      atLeast('races of two replicas', counts.races, count / 2),
      atLeast('processes that ended in the middle', counts.crashes, count / 2),
      atLeast('of these, between commit and answer', counts.lostAnswers, count / 10),
      exactly('without row locks the same sequences fail', await failsWithoutLocks(context), 1),
    ];
  },
};

async function failsWithoutLocks(context: ConformContext): Promise<number> {
  const { pool, replicas } = await openPools(context);
  const world = await openSequenceWorld({ pool, replicas: replicas.map(withoutRowLocks) });
  const failed = await runSequences(world, { count: CONTROL, seed: SEED });
  if (failed !== undefined) context.say(`without row locks: ${failed.reason}`);
  return failed === undefined ? 0 : 1;
}

async function openPools(context: ConformContext): Promise<{ pool: pg.Pool; replicas: pg.Pool[] }> {
  const address = { url: (await usePostgres(context)).url };
  const open = (): pg.Pool => {
    const pool = createPool({ address, connectTimeoutMs: 60_000 });
    context.defer(() => pool.end());
    return pool;
  };
  const pool = open();
  await migrateDatabase(pool);
  return { pool, replicas: [open(), open()] };
}
