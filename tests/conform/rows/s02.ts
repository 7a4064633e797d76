import { createDatabase } from '../../../database/create-database.js';
import { DATABASE_ROLES } from '../../../database/roles.js';
import { openTestDatabase, type TestDatabase } from '../../../database/testing.js';
import { usePostgres } from '../harness/postgres.js';
import { A, B } from '../harness/secure-shop.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

/** Queries without any filter of ours, under every role, on real PostgreSQL. */
export const row: ConformanceRow = {
  id: 'S02',
  promise: 'Row-level security is a second wall: it holds when the filter of a query is forgotten.',
  async run(context) {
    process.env.TEST_DATABASE_URL ??= (await usePostgres(context)).url;
    const database = await openTestDatabase({ seed: true });
    context.defer(() => database.close());
    const tables = await personalTables(database);
    const scoped = await countForeign(database, tables, A);
    const unscoped = await countForeign(database, tables, undefined);
    const { rows: roles } = await database.pool.query(
      `select r.rolname from pg_roles r where r.rolname = any($1) and (r.rolsuper or r.rolbypassrls or r.rolcanlogin
         or exists (select from pg_class c where c.relowner = r.oid and c.relname = any($2)))`,
      [DATABASE_ROLES, tables],
    );
    const { rows: unforced } = await database.pool.query(
      'select relname from pg_class where relname = any($1) and not (relrowsecurity and relforcerowsecurity)',
      [tables],
    );
    for (const { relname } of unforced) context.say(`${relname} has no forced row-level security`);
    const transactions = context.pick(500, 200);
    return [
      atLeast('tables with rows of customers', tables.length, 14),
      exactly('tables without forced row-level security', unforced.length, 0),
      exactly('roles that own, log in or bypass', roles.length, 0),
      atLeast('unfiltered queries that ran', scoped.queries, 20),
      exactly('rows of others, without a filter', scoped.foreign, 0),
      exactly('rows without a customer being set', unscoped.foreign, 0),
      exactly('rows of others changed by unfiltered updates', await updateAll(database), 0),
      exactly(
        `leaks in ${transactions} interleaved transactions`,
        await interleave(database, transactions),
        0,
      ),
    ];
  },
};

/** Codes are checked before anybody is signed in; a lease says which process works on a session, and nothing of the customer's. */
const WITHOUT_CUSTOMER_SCOPE = ['verifications', 'leases'];

async function personalTables({ pool }: TestDatabase): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'customer_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not c.relname = any($1) order by 1`,
    [WITHOUT_CUSTOMER_SCOPE],
  );
  return rows.map(({ name }) => name);
}

/** What every role that may read a table sees of other customers when nothing filters. */
async function countForeign(
  database: TestDatabase,
  tables: readonly string[],
  customerId: string | undefined,
) {
  let queries = 0;
  let foreign = 0;
  for (const role of DATABASE_ROLES) {
    const client = await database.pool.connect();
    try {
      for (const table of tables) {
        await client.query('begin');
        await client.query(`set local role ${role}`);
        if (customerId !== undefined) {
          await client.query("select set_config('app.customer_id', $1, true)", [customerId]);
        }
        const read = await client
          .query<{ n: number }>(
            `select count(*)::int as n from ${table} where customer_id is distinct from $1`,
            [customerId ?? null],
          )
          .catch(() => undefined);
        await client.query('rollback');
        if (read === undefined) continue;
        queries += 1;
        foreign += read.rows[0]?.n ?? 0;
      }
    } finally {
      client.release();
    }
  }
  return { queries, foreign };
}

async function updateAll(database: TestDatabase): Promise<number> {
  const before = await notesOfOthers(database);
  await database
    .database('switchboard_order_management')
    .transaction({ customerId: A }, (transaction) =>
      transaction
        .updateTable('orders')
        .set({ cancel_reason: null })
        .where('status', '<>', 'cancelled')
        .execute(),
    );
  await database
    .database('switchboard_personalization')
    .transaction({ customerId: A }, (transaction) => transaction.deleteFrom('preferences').execute());
  return before === (await notesOfOthers(database)) ? 0 : 1;
}

async function notesOfOthers({ pool }: TestDatabase): Promise<string> {
  const { rows } = await pool.query(
    `select (select md5(string_agg(o::text, '' order by id)) from orders o where customer_id <> $1) as orders,
       (select md5(string_agg(p::text, '' order by p::text)) from preferences p where customer_id <> $1) as preferences`,
    [A],
  );
  return JSON.stringify(rows[0]);
}

/** Customers in turn on few connections: what one transaction set must be gone for the next. */
async function interleave({ pool }: TestDatabase, transactions: number): Promise<number> {
  const database = createDatabase({ pool, role: 'switchboard_order_management' });
  const customers = [A, B, 'C1002', undefined];
  const leaks = await Promise.all(
    Array.from({ length: transactions }, async (_, index) => {
      const customerId = customers[index % customers.length];
      return database.transaction({ customerId }, async (transaction) => {
        const rows = await transaction.selectFrom('orders').select('customer_id').distinct().execute();
        return rows.filter((found) => found.customer_id !== customerId).length;
      });
    }),
  );
  return leaks.reduce((sum, each) => sum + each, 0);
}
