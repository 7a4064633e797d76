import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './testing.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

it('does not let a connection that breaks between two statements of its holder end the process', async () => {
  const client = await database.pool.connect();
  await client.query('select 1');
  // What the driver does when the server closes the connection; without a listener this throws.
  expect(() => client.emit('error', new Error('Connection terminated unexpectedly'))).not.toThrow();
  client.release(true);
  const { rows } = await database.pool.query('select 2 as two');
  expect(rows).toEqual([{ two: 2 }]);
});
