import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import type { DatabaseTls } from '../platform/database-tls.js';

/** Where the database is: a connection URL, or the Unix socket of the embedded one. */
export type DatabaseAddress = { url: string; tls?: DatabaseTls | undefined } | { socketPath: string };

/** The limits of a pool; all milliseconds. A transaction that idles longer than its limit is rolled back by the server. */
export interface PoolOptions {
  address: DatabaseAddress;
  size?: number;
  connectTimeoutMs?: number;
  statementTimeoutMs?: number;
  idleTransactionTimeoutMs?: number;
  /** Told of a connection that broke while nobody used it; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

/** A pool that survives a restart of the database: a broken connection is replaced, never thrown; an idle one is reported. */
export function createPool({
  address,
  size = 10,
  connectTimeoutMs = 5_000,
  statementTimeoutMs = 10_000,
  idleTransactionTimeoutMs = 5_000,
  onIdleError = () => undefined,
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionOf(address),
    max: size,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'switchboard',
  });
  pool.on('error', onIdleError);
  // The pool listens to idle connections alone. One that breaks while it is lent and between two statements would end the
  // process; whoever has it hears of it with the next statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The driver wants the folder of a socket and adds `.s.PGSQL.5432` itself. */
function connectionOf(address: DatabaseAddress): pg.PoolConfig {
  if ('url' in address) {
    const { url, tls } = address;
    return { connectionString: url, ...(tls === undefined ? {} : { ssl: toSsl(tls) }) };
  }
  return {
    host: dirname(address.socketPath),
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    password: 'none',
  };
}

/** What `require` encrypts may still be read by whoever answers in the server's place. */
function toSsl({ mode, caFile }: DatabaseTls): NonNullable<pg.PoolConfig['ssl']> {
  if (mode === 'require') return { rejectUnauthorized: false };
  return { rejectUnauthorized: true, ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }) };
}
