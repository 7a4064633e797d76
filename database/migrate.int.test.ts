import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type TestServer } from './embedded/testing/open-test-server.js';
import { spawnProgram } from './embedded/testing/spawn-program.js';
import { migrateDatabase } from './migrate.js';
import { MIGRATIONS } from './migrations/all.js';
import { createPool } from './pool.js';
import { DATABASE_ROLES } from './roles.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

describe('migrations', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  it('are applied once when several processes start at the same time', { timeout: 60_000 }, async () => {
    const address = { socketPath: server.socketPath };
    const programs = [1, 2, 3].map(() => spawnProgram('migrate-database', [JSON.stringify(address)]));
    const applied = await Promise.all(programs.map(({ firstLine }) => firstLine.then(Number)));
    expect(applied.sort()).toEqual([0, 0, MIGRATIONS.length]);
    const pool = createPool({ address });
    const { rows } = await pool.query('select name from migrations order by name');
    expect(rows).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
    await pool.end();
  });

  it('have names in the order in which they run', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });
});

describe('a migrated database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  it('is refused by a version that does not know one of its migrations', async () => {
    await test.pool.query("insert into migrations (name) values ('9999-from-the-future')");
    await expect(migrateDatabase(test.pool)).rejects.toThrow(/9999-from-the-future/);
    await test.pool.query("delete from migrations where name = '9999-from-the-future'");
    expect(await migrateDatabase(test.pool)).toEqual([]);
  });

  it('has roles that cannot log in, rule or bypass row-level security, and own nothing', async () => {
    const { rows } = await test.pool.query(
      `select rolname from pg_roles r where rolname = any($1)
         and not (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)
         and not exists (select from pg_class c where c.relowner = r.oid) order by rolname`,
      [DATABASE_ROLES],
    );
    expect(rows.map(({ rolname }) => rolname)).toEqual([...DATABASE_ROLES].sort());
  });

  it('forces row-level security on every table that has a customer', async () => {
    const { rows } = await test.pool.query(
      `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
         and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    // Leases hold ids alone, and the supervisor looks through those of everybody for turns that a dead replica left behind.
    expect(rows).toEqual([{ relname: 'leases' }]);
  });

  it('gives nothing to everybody', async () => {
    const { rows } = await test.pool.query(
      `select table_name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema = 'public'`,
    );
    expect(rows).toEqual([]);
    const { rows: schema } = await test.pool.query(
      "select has_schema_privilege('public', 'public', 'usage') as usage",
    );
    expect(schema).toEqual([{ usage: false }]);
  });

  it('has no foreign key without an index that serves it', async () => {
    const { rows } = await test.pool.query(
      `select conrelid::regclass::text as table, conname from pg_constraint k
       where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
         select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = any(k.conkey))`,
    );
    expect(rows).toEqual([]);
  });
});
