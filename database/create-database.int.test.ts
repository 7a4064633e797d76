import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from './create-database.js';
import { createPool } from './pool.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await test.pool.query(`insert into customers values
    ('C1', 'Ada', 'One', 'ada@example.com', '+1', 'plus', 'en-US', now()),
    ('C2', 'Ben', 'Two', 'ben@example.com', '+2', 'plus', 'en-US', now())`);
});
afterAll(() => test.close());

const names = (customerId?: string) =>
  test
    .database('switchboard_personalization')
    .transaction({ customerId }, (transaction) =>
      transaction.selectFrom('customers').select('id').orderBy('id').execute(),
    );

describe('a transaction of a service', () => {
  it('sees the rows of its customer and no others', async () => {
    expect(await names('C1')).toEqual([{ id: 'C1' }]);
    expect(await names('C2')).toEqual([{ id: 'C2' }]);
  });

  it('sees no personal row without a customer', async () => {
    expect(await names()).toEqual([]);
  });

  it('keeps 200 interleaved transactions of two customers apart', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const customerId = `C${1 + (index % 2)}`;
        const rows = await names(customerId);
        return rows.every((row) => row.id === customerId) && rows.length === 1;
      }),
    );
    expect(seen.filter((own) => !own)).toEqual([]);
  });

  it('cannot write a row of someone else', async () => {
    const write = test
      .database('switchboard_personalization')
      .transaction({ customerId: 'C1' }, (transaction) =>
        transaction
          .insertInto('preferences')
          .values({
            customer_id: 'C2',
            key: 'colour',
            value: 'red',
            source: 'stated',
            consent: true,
            expires_at: null,
            updated_at: new Date(),
          })
          .execute(),
      );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('cannot reach a table that its role was not given', async () => {
    const read = test
      .database('switchboard_personalization')
      .transaction({ customerId: 'C1' }, (transaction) =>
        transaction.selectFrom('orders').selectAll().execute(),
      );
    await expect(read).rejects.toThrow(/permission denied/);
  });

  it('refuses a customer id that is no id', async () => {
    await expect(names("C1'; drop table customers; --")).rejects.toThrow(/1 to 64 letters/);
    expect(await names('C1')).toHaveLength(1);
  });

  it('leaves neither role nor customer on the pooled connection', async () => {
    await names('C1');
    const { rows } = await test.pool.query(
      "select current_user = session_user as own, coalesce(current_setting('app.customer_id', true), '') as customer",
    );
    expect(rows).toEqual([{ own: true, customer: '' }]);
  });

  it('stores nothing when it throws', async () => {
    const failing = test
      .database('switchboard_personalization')
      .transaction({ customerId: 'C1' }, async (transaction) => {
        await transaction.deleteFrom('preferences').execute();
        throw new Error('changed my mind');
      });
    await expect(failing).rejects.toThrow('changed my mind');
  });

  it('fails when a swallowed error had turned its commit into a rollback', async () => {
    const swallowing = test
      .database('switchboard_personalization')
      .transaction({ customerId: 'C1' }, async (transaction) => {
        await transaction
          .selectFrom('orders')
          .selectAll()
          .execute()
          .catch(() => undefined);
      });
    await expect(swallowing).rejects.toThrow(/nothing was stored/);
  });
});

describe('a database that does not answer', () => {
  it('is reported as unavailable, to be tried again in a second', async () => {
    const pool = createPool({ address: { url: 'postgresql://nobody:x@127.0.0.1:1/none' } });
    const database = createDatabase({ pool, role: 'switchboard_supervisor' });
    const expected = { code: 'unavailable', retryAfterSeconds: 1 };
    await expect(database.ping()).rejects.toMatchObject(expected);
    await expect(database.transaction({}, async () => undefined)).rejects.toMatchObject(expected);
    await database.close();
  });
});
