import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createDatabase } from './create-database.js';
import type { Database } from './database.js';
import { SNAPSHOT_FOLDER, snapshotName } from './embedded/package-cache.js';
import { cachedSnapshot } from './embedded/snapshot.js';
import { openTestServer } from './embedded/testing/open-test-server.js';
import { migrateDatabase } from './migrate.js';
import { createPool, type DatabaseAddress } from './pool.js';
import type { DatabaseRole } from './roles.js';
import { seedDatabase } from './seed/seed-database.js';

/** The day that the seed of a test database was made for: give it to whatever asks for the time. */
export const TEST_NOW = new Date('2026-06-15T00:00:00.000Z');

/** A database of one's own, migrated, and seeded when asked; nothing done to it is seen by another test file. */
export interface TestDatabase {
  /** The superuser's connections: row-level security does not hold for them. */
  pool: pg.Pool;
  /** For pools of one's own. */
  address: DatabaseAddress;
  database(role: DatabaseRole): Database;
  now: Date;
  close(): Promise<void>;
}

/** Hundreds of transactions at once wait for a few connections in some tests, on machines that do other things as well. */
const PATIENT_MS = 60_000;
const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Opens a test database: on the PostgreSQL server of TEST_DATABASE_URL when that is set, otherwise PGlite in this process
 * from a snapshot. The snapshot or template is built once a machine and again when migrations or seed change.
 */
export async function openTestDatabase({ seed = false }: { seed?: boolean } = {}): Promise<TestDatabase> {
  const serverUrl = testServerUrl();
  const { pool, address, close } =
    serverUrl === undefined ? await openOnPGlite(seed) : await openOnServer(serverUrl, seed);
  return { pool, address, database: (role) => createDatabase({ pool, role }), now: TEST_NOW, close };
}

interface Opened {
  pool: pg.Pool;
  address: DatabaseAddress;
  close(): Promise<void>;
}

async function openOnPGlite(seed: boolean): Promise<Opened> {
  const name = await schemaName(seed ? 'seeded' : 'migrated');
  const snapshot = await cachedSnapshot(SNAPSHOT_FOLDER, name, async () => {
    const { pool, backend, close } = await openPool();
    return fill(pool, seed)
      .then(() => backend.dump())
      .finally(close);
  });
  return openPool(snapshot);
}

async function openPool(snapshot?: Blob) {
  const { socketPath, backend, close } = await openTestServer(snapshot ? { snapshot } : {});
  const address = { socketPath };
  const pool = createPool({ address, connectTimeoutMs: PATIENT_MS });
  return { pool, address, backend, close: () => pool.end().then(close) };
}

async function openOnServer(serverUrl: string, seed: boolean): Promise<Opened> {
  const template = `switchboard_${await schemaName(seed ? 'seeded' : 'migrated')}`.replace('-', '_');
  const name = `switchboard_test_${randomBytes(6).toString('hex')}`;
  const admin = createPool({ address: { url: serverUrl }, size: 1, statementTimeoutMs: 120_000 });
  try {
    await ensureTemplate(admin, serverUrl, template, seed);
    await admin.query(`create database ${name} template ${template}`);
  } catch (error) {
    await admin.end();
    throw error;
  }
  const address = { url: onDatabase(serverUrl, name) };
  const pool = createPool({ address, connectTimeoutMs: PATIENT_MS });
  const close = async () => {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { pool, address, close };
}

/** An advisory lock of the one admin connection: this is a real server, where it does exclude others. */
async function ensureTemplate(
  admin: pg.Pool,
  serverUrl: string,
  template: string,
  seed: boolean,
): Promise<void> {
  await admin.query('select pg_advisory_lock(hashtext($1))', ['switchboard-test-template']);
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const building = `${template}_building`;
    await admin.query(`drop database if exists ${building} with (force)`);
    await admin.query(`create database ${building}`);
    const pool = createPool({ address: { url: onDatabase(serverUrl, building) } });
    await fill(pool, seed).finally(() => pool.end());
    await admin.query(`alter database ${building} rename to ${template}`);
    await dropReplaced(admin, template);
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', ['switchboard-test-template']);
  }
}

/** Templates of the same kind that an older schema or seed left. One that is being copied at this moment stays. */
async function dropReplaced(admin: pg.Pool, template: string): Promise<void> {
  const kind = template.slice(0, template.lastIndexOf('_') + 1);
  const { rows } = await admin.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1) and datname <> $2',
    [kind, template],
  );
  for (const { name } of rows) await admin.query(`drop database if exists ${name}`).catch(() => undefined);
}

async function fill(pool: pg.Pool, seed: boolean): Promise<void> {
  await migrateDatabase(pool);
  if (seed) await seedDatabase(pool, { now: TEST_NOW });
}

function onDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function schemaName(kind: 'seeded' | 'migrated'): Promise<string> {
  return snapshotName(kind, [join(here, 'migrations'), join(here, 'seed')]);
}

/** Tests choose their server by this variable, which no service reads. */
function testServerUrl(): string | undefined {
  return process.env.TEST_DATABASE_URL || undefined;
}
