import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { waitFor } from '../../helpers/processes.js';
import { ROOT } from '../../source-files.js';
import { type ConformContext, RowSkipped } from '../row.js';

const run = promisify(execFile);
const UP = join(ROOT, '../shared/bin/pgvector-up');
const DOWN = join(ROOT, '../shared/bin/pgvector-down');

/** An empty database of one's own on real PostgreSQL. */
export interface ConformPostgres {
  url: string;
}

/** A server of one's own that keeps what it acknowledged, to be crashed and started again. */
export interface DurablePostgres extends ConformPostgres {
  /** Stops it as a crash would: `-m immediate`. */
  crash(): Promise<void>;
  start(): Promise<void>;
}

/** An empty database, dropped after the row; skips the row where no PostgreSQL can be had. */
export async function usePostgres(context: ConformContext): Promise<ConformPostgres> {
  const server = process.env.TEST_DATABASE_URL ?? (await startServer([]));
  const name = `conform_${process.pid}_${Date.now()}`;
  await administer(server, `create database ${name}`);
  context.defer(() => administer(server, `drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href };
}

/** A durable server on a port of its own, wiped after the row. */
export async function useDurablePostgres(context: ConformContext, port: number): Promise<DurablePostgres> {
  const flags = ['--durable', '--port', String(port)];
  const url = await startServer(flags);
  context.defer(async () => {
    await run(DOWN, ['--port', String(port), '--wipe']);
  });
  return {
    url,
    async crash() {
      const { stdout } = await run('pgrep', ['-o', '-f', `postgres -D /srv/pg/${port} `]);
      const pid = Number(stdout.trim());
      process.kill(pid, 'SIGQUIT');
      await waitFor('the stop of PostgreSQL', async () => !isAlive(pid));
    },
    async start() {
      await startServer(flags);
    },
  };
}

async function startServer(flags: readonly string[]): Promise<string> {
  if (!existsSync(UP)) throw new RowSkipped('needs real PostgreSQL: set TEST_DATABASE_URL');
  const { stdout } = await run(UP, flags);
  return stdout.trim().replace('DATABASE_URL=', '');
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
