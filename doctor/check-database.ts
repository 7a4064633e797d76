import type pg from 'pg';
import { explainDatabaseError } from '../database/explain-database-error.js';
import { locateDatabase } from '../database/locate-database.js';
import { MIGRATIONS } from '../database/migrations/all.js';
import { createPool } from '../database/pool.js';
import { type Config, isLoopback } from '../platform/config.js';
import { AppError } from '../platform/errors.js';
import type { Finding } from '../platform/finding.js';

const SETUP = 'run: npm run setup';

/** Looks at where the database is, its version, TLS, pgvector, migrations, roles, and which embedder wrote the corpora. */
export async function* checkDatabase(config: Config): AsyncGenerator<Finding> {
  const check = 'database';
  let located: Awaited<ReturnType<typeof locateDatabase>>;
  try {
    located = await locateDatabase({ ...config.database, dataDir: config.dataDir, waitMs: 0 });
  } catch (error) {
    const told = 'the embedded one is not running, which npm start does by itself';
    if (error instanceof AppError) yield { level: 'warn', check, told, todo: 'run: npm start' };
    else throw error;
    return;
  }
  const pool = createPool({ address: located.address, size: 1, connectTimeoutMs: 5_000 });
  try {
    const { rows } = await pool.query('select current_setting($1) as version', ['server_version']);
    yield { level: 'ok', check, told: `${located.description}, version ${rows[0].version}` };
    if (config.database.url !== undefined)
      yield await checkTls(pool, config.database.url, config.database.tls);
    yield await checkExtension(pool);
    const schema = await checkMigrations(pool);
    yield schema;
    if (schema.level !== 'fail') {
      yield await checkRoles(pool);
      yield* checkCorpora(pool, config);
    }
  } catch (error) {
    yield { level: 'fail', check, ...explain(error) };
  } finally {
    await pool.end();
  }
}

async function checkTls(pool: pg.Pool, url: string, tls: Config['database']['tls']): Promise<Finding> {
  const check = 'database TLS';
  const { rows } = await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
  if (rows[0]?.ssl === true && tls?.mode === 'require') {
    const todo = 'set DATABASE_SSL=verify, or somebody else may answer in the place of the server';
    return { level: 'warn', check, told: 'the connection is encrypted, the server is not verified', todo };
  }
  if (rows[0]?.ssl === true) return { level: 'ok', check, told: 'the connection is encrypted' };
  if (isLoopback(new URL(url).hostname)) return { level: 'ok', check, told: 'none, on loopback' };
  const todo = 'set DATABASE_SSL=verify, with DATABASE_SSL_CA where the authority is your own';
  return { level: 'warn', check, told: 'the connection is not encrypted', todo };
}

async function checkExtension(pool: pg.Pool): Promise<Finding> {
  const check = 'pgvector';
  const { rows } = await pool.query(
    "select default_version, installed_version from pg_available_extensions where name = 'vector'",
  );
  const [vector] = rows;
  if (vector?.installed_version) return { level: 'ok', check, told: `version ${vector.installed_version}` };
  if (vector !== undefined)
    return { level: 'fail', check, told: 'is there, but not in this database', todo: SETUP };
  return {
    level: 'fail',
    check,
    told: 'the server does not have it',
    todo: 'install pgvector on the server',
  };
}

async function checkMigrations(pool: pg.Pool): Promise<Finding> {
  const check = 'migrations';
  const { rows: tables } = await pool.query("select to_regclass('migrations') is not null as there");
  if (tables[0].there !== true) return { level: 'fail', check, told: 'none has been applied', todo: SETUP };
  const { rows } = await pool.query<{ name: string }>('select name from migrations');
  const done = new Set(rows.map(({ name }) => name));
  const missing = MIGRATIONS.filter(({ name }) => !done.has(name));
  if (missing.length > 0) {
    return {
      level: 'fail',
      check,
      told: `${missing.length} of ${MIGRATIONS.length} are missing`,
      todo: SETUP,
    };
  }
  if (done.size > MIGRATIONS.length) {
    const todo = 'run the newer version of the program';
    return { level: 'fail', check, told: 'the database is newer than this program', todo };
  }
  return { level: 'ok', check, told: `all ${MIGRATIONS.length} are applied` };
}

async function checkRoles(pool: pg.Pool): Promise<Finding> {
  const { rows } = await pool.query<{ name: string; mine: boolean; mighty: boolean }>(
    `select rolname as name, pg_has_role(current_user, oid, 'member') as mine, rolsuper or rolbypassrls as mighty
     from pg_roles where rolname like 'switchboard\\_%' order by rolname`,
  );
  const check = 'database roles';
  const mighty = rows.filter((role) => role.mighty).map(({ name }) => name);
  if (mighty.length > 0) {
    const todo = 'alter them with nosuperuser nobypassrls';
    return { level: 'fail', check, told: `${mighty.join(', ')} can pass row-level security`, todo };
  }
  const foreign = rows.filter((role) => !role.mine).map(({ name }) => name);
  if (foreign.length === 0)
    return { level: 'ok', check, told: `${rows.length}, none above row-level security` };
  return {
    level: 'fail',
    check,
    told: `the user is no member of ${foreign.join(', ')}`,
    todo: 'grant them to it',
  };
}

async function* checkCorpora(pool: pg.Pool, { model }: Config): AsyncGenerator<Finding> {
  const wanted = model.embedder === 'titan' ? 'titan-v2-512' : 'use-lite-512';
  const { rows } = await pool.query<{ purpose: string; embedder: string }>(
    'select purpose, embedder from corpora order by purpose',
  );
  const { rows: counts } = await pool.query('select count(*)::int as chunks from knowledge_chunks');
  const check = 'corpus';
  const other = rows.find(({ embedder }) => embedder !== wanted);
  if (rows.length === 0 || counts[0].chunks === 0) {
    yield { level: 'fail', check, told: 'there are no documents', todo: SETUP };
  } else if (other !== undefined) {
    const told = `${other.purpose} was written by ${other.embedder}, and ${wanted} is configured`;
    const todo = `choose EMBEDDER=${wanted === 'titan-v2-512' ? 'local' : 'titan'}, or run: npm run ingest -- --rebuild`;
    yield { level: 'fail', check, told, todo };
  } else yield { level: 'ok', check, told: `${counts[0].chunks} passages by ${wanted}` };
}

/** A message of the driver may quote the URL. */
function explain(error: unknown): Pick<Finding, 'told' | 'todo'> {
  const known = explainDatabaseError(error);
  if (known !== undefined) return known;
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no code';
  return { told: `it does not work (${code})`, todo: 'look at the log of the server' };
}
