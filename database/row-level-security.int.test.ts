import type { Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from './schema.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seed: true });
});
afterAll(() => test.close());

const ORDER_TABLES = [
  'orders',
  'order_lines',
  'order_payments',
  'shipments',
  'shipment_events',
  'cases',
] as const;
const CUSTOMER_TABLES = ['customer_addresses', 'payment_methods', 'preferences', 'browsing_events'] as const;

const ownersOf = async (
  transaction: Transaction<Schema>,
  table: (typeof ORDER_TABLES | typeof CUSTOMER_TABLES)[number],
) => {
  const rows = await transaction.selectFrom(table).select('customer_id').distinct().execute();
  return rows.map((row) => row.customer_id);
};
const cases = [
  ...ORDER_TABLES.map((table) => ['switchboard_order_management', table] as const),
  ...CUSTOMER_TABLES.map((table) => ['switchboard_personalization', table] as const),
];

describe('row-level security', () => {
  it.each(cases)(
    'shows %s only the rows of its customer in %s, and none without one',
    async (role, table) => {
      const database = test.database(role);
      const all = await test.pool.query(`select count(distinct customer_id)::int as owners from ${table}`);
      expect(all.rows[0].owners).toBeGreaterThan(1);
      const owner = await test.pool.query<{ id: string }>(`select min(customer_id) as id from ${table}`);
      const customerId = owner.rows[0]?.id;
      expect(await database.transaction({ customerId }, (own) => ownersOf(own, table))).toEqual([customerId]);
      expect(await database.transaction({}, (own) => ownersOf(own, table))).toEqual([]);
    },
  );

  it('does not leak in 200 interleaved transactions of many customers over two connections', async () => {
    const database = test.database('switchboard_order_management');
    const leaks = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const customerId = `C${1_001 + (index % 40)}`;
        const owners = await database.transaction({ customerId }, (own) => ownersOf(own, 'orders'));
        return owners.filter((owner) => owner !== customerId);
      }),
    );
    expect(leaks.flat()).toEqual([]);
  });

  it('keeps the rows of an anonymous visitor from a customer, and the other way round', async () => {
    const database = test.database('switchboard_supervisor');
    const session = (id: string, customer_id: string | null) => ({
      id,
      customer_id,
      locale: 'en-US',
      title: '',
      summary: '',
      facts: '[]',
      last_agent: null,
      created_at: test.now,
      updated_at: test.now,
    });
    const insert = (customerId: string | undefined, id: string) =>
      database.transaction({ customerId }, (own) =>
        own
          .insertInto('sessions')
          .values(session(id, customerId ?? null))
          .execute(),
      );
    await insert(undefined, 'anonymous-session');
    await insert('C1001', 'own-session');
    const seen = (customerId?: string) =>
      database
        .transaction({ customerId }, (own) => own.selectFrom('sessions').select('id').execute())
        .then((rows) => rows.map(({ id }) => id));
    expect(await seen()).toEqual(['anonymous-session']);
    expect(await seen('C1001')).toEqual(['own-session']);
    expect(await seen('C1002')).toEqual([]);
  });

  it('hides a row from an update and a delete as well', async () => {
    const database = test.database('switchboard_personalization');
    const removed = await database.transaction({ customerId: 'C1002' }, (own) =>
      own.deleteFrom('preferences').where('customer_id', '=', 'C1001').executeTakeFirst(),
    );
    expect(removed.numDeletedRows).toBe(0n);
    const { rows } = await test.pool.query("select from preferences where customer_id = 'C1001'");
    expect(rows.length).toBeGreaterThan(0);
  });
});
