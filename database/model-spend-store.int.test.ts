import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../contract/identity.js';
import { NO_USAGE } from '../contract/usage.js';
import { createModelSpendStore } from './model-spend-store.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

const ava: Identity = { level: 'verified', customerId: 'C1001' };
const ben: Identity = { level: 'step-up', customerId: 'C1002' };
const anonymous: Identity = { level: 'anonymous' };
const cents = (count: number) => ({
  ...NO_USAGE,
  costMicros: count * 10_000,
  inputTokens: 10,
  modelCalls: 1,
});

let world: TestDatabase;
let now = new Date('2026-05-04T23:59:00Z');
beforeAll(async () => {
  world = await openTestDatabase({ seed: true });
});
afterAll(() => world.close());

const store = (role: Parameters<TestDatabase['database']>[0]) =>
  createModelSpendStore(world.database(role), () => now);

describe('what the models cost', () => {
  it('adds up by customer, whichever service asked the model, and for all anonymous visitors together', async () => {
    const agent = store('switchboard_order_management');
    const supervisor = store('switchboard_supervisor');
    await Promise.all([1, 2, 3].map((count) => agent.add(ava, cents(count))));
    await supervisor.add(ava, cents(4));
    await store('switchboard_troubleshooting').add(ben, cents(5));
    await agent.add(anonymous, cents(1));
    await store('switchboard_personalization').add(anonymous, cents(1));
    expect(await supervisor.today(ava)).toBe(100_000);
    expect(await supervisor.today(ben)).toBe(50_000);
    expect(await supervisor.today(anonymous)).toBe(20_000);
  });

  it('begins anew at midnight UTC', async () => {
    const supervisor = store('switchboard_supervisor');
    now = new Date('2026-05-05T00:00:01Z');
    expect(await supervisor.today(ava)).toBe(0);
    await supervisor.add(ava, cents(1));
    expect(await supervisor.today(ava)).toBe(10_000);
  });

  it('writes nothing for what cost nothing', async () => {
    const count = async () =>
      (await world.pool.query('select count(*)::int as rows from model_spend')).rows[0].rows;
    const before = await count();
    await store('switchboard_supervisor').add({ level: 'verified', customerId: 'C1003' }, NO_USAGE);
    expect(await count()).toBe(before);
  });

  it('shows a customer nobody else, and goes with them', async () => {
    const seen = await world
      .database('switchboard_troubleshooting')
      .transaction({ customerId: 'C1002' }, async (own) => {
        const { rows } = await sql<{ customer_id: string }>`select customer_id from model_spend`.execute(own);
        return rows.map(({ customer_id }) => customer_id);
      });
    expect(seen).toEqual(['C1002']);
    await world.pool.query(
      "begin; set constraints all deferred; delete from customers where id = 'C1001'; commit",
    );
    const { rows } = await world.pool.query("select 1 from model_spend where customer_id = 'C1001'");
    expect(rows).toEqual([]);
  });
});
