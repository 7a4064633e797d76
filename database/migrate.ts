import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type pg from 'pg';
import { AppError } from '../platform/errors.js';
import { toStartError } from './explain-database-error.js';
import { MIGRATIONS } from './migrations/all.js';

/** Told of each migration that was applied. */
export interface MigrationLog {
  info(fields: Record<string, unknown>, message: string): void;
}

/**
 * Brings the database to the newest schema, all or nothing, and returns the names that were applied now. Several
 * processes may call it at once: a lock row lets one work while the others wait and then find nothing to do. What the
 * operator can put right is an AppError of one line.
 */
export async function migrateDatabase(pool: pg.Pool, log?: MigrationLog): Promise<string[]> {
  // The pool stays open: `destroy` is never called.
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const applied = await bringUp(kysely).catch((error: unknown) => {
    throw toStartError(error);
  });
  for (const migration of applied) log?.info({ migration }, 'migration applied');
  return applied;
}

async function bringUp(kysely: Kysely<unknown>): Promise<string[]> {
  await ensureMigrationTables(kysely);
  return kysely.transaction().execute(applyPending);
}

async function ensureMigrationTables(kysely: Kysely<unknown>): Promise<void> {
  const create = sql.raw(`
    create table if not exists migrations (name text primary key, applied_at timestamptz not null default now());
    create table if not exists migration_lock (id int primary key);
    insert into migration_lock (id) values (1) on conflict do nothing;
  `);
  try {
    await create.execute(kysely);
  } catch {
    // `if not exists` still fails when two sessions create the same table at the same moment; the loser tries again.
    await create.execute(kysely);
  }
}

async function applyPending(transaction: Transaction<unknown>): Promise<string[]> {
  await sql`set local statement_timeout = '120s'`.execute(transaction);
  await sql`select id from migration_lock for update`.execute(transaction);
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(transaction);
  const done = new Set(rows.map((row) => row.name));
  refuseUnknown(done);
  const pending = MIGRATIONS.filter((migration) => !done.has(migration.name));
  for (const migration of pending) {
    await migration.up(transaction);
    await sql`insert into migrations (name) values (${migration.name})`.execute(transaction);
  }
  return pending.map((migration) => migration.name);
}

/** A database that is newer than the code must not be written by it. */
function refuseUnknown(done: ReadonlySet<string>): void {
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const names = unknown.join(', ');
    throw new AppError(
      'unavailable',
      `The database has migrations that this version does not know: ${names} -> run the newer version of the program`,
    );
  }
}
