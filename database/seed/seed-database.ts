import type pg from 'pg';
import { buildWorld } from './build-world.js';
import type { World } from './world.js';

/** What the seeded world depends on: the same day and the same number give the same rows. */
export interface SeedOptions {
  now: Date;
  seed?: number;
}

/**
 * Fills a migrated database with the seeded world and says whether it did: one that has products already is left alone.
 * It is one transaction under the lock row of the migrations, so that several processes may try at once.
 */
export async function seedDatabase(pool: pg.Pool, { now, seed = 1 }: SeedOptions): Promise<boolean> {
  const client = await pool.connect();
  let ended = false;
  try {
    await client.query(
      "begin; set local statement_timeout = '120s'; select id from migration_lock for update",
    );
    const { rowCount } = await client.query('select 1 from products limit 1');
    const empty = rowCount === 0;
    if (empty) await insertWorld(client, buildWorld({ now, seed }));
    await client.query('commit');
    ended = true;
    return empty;
  } finally {
    // A connection whose transaction did not end is closed, which rolls it back.
    client.release(!ended);
  }
}

async function insertWorld(client: pg.PoolClient, world: World): Promise<void> {
  const tables = Object.entries(world) as [string, Record<string, unknown>[]][];
  const forced = await setForce(client, 'no force');
  for (const [table, rows] of tables) await insertRows(client, table, rows);
  if (forced) await setForce(client, 'force');
  for (const [table] of tables) await client.query(`analyze ${table}`);
}

/** The owner of the tables writes rows of everybody, which forced row-level security would refuse to one who is no superuser. */
async function setForce(client: pg.PoolClient, force: 'force' | 'no force'): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_roles r on r.rolname = current_user
     where c.relrowsecurity and c.relnamespace = 'public'::regnamespace and not (r.rolsuper or r.rolbypassrls)`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} ${force} row level security`);
  return rows.length > 0;
}

async function insertRows(
  client: pg.PoolClient,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  if (columns === '') return;
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
