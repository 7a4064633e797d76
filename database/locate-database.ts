import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseTls } from '../platform/database-tls.js';
import { AppError } from '../platform/errors.js';
import { dataDirPaths } from './embedded/data-dir.js';
import { findLiveOwner } from './embedded/lock-file.js';
import type { DatabaseAddress } from './pool.js';

/** Where the database is, and what `/health` says of it: never a password. */
export interface LocatedDatabase {
  address: DatabaseAddress;
  description: string;
}

const POLL_MS = 100;

/**
 * Finds the database: the one of the URL, or the embedded one that some process runs on this DATA_DIR, once it listens.
 * Throws `unavailable`, saying what to start, when nobody does.
 */
export async function locateDatabase({
  url,
  tls,
  dataDir,
  waitMs = 30_000,
}: {
  url: string | undefined;
  /** How the connections to the URL are encrypted; left out, the URL says. */
  tls?: DatabaseTls | undefined;
  dataDir: string;
  waitMs?: number;
}): Promise<LocatedDatabase> {
  if (url !== undefined) return { address: { url, tls }, description: describeUrl(url) };
  const paths = dataDirPaths(dataDir);
  const deadline = Date.now() + waitMs;
  do {
    const owner = await findLiveOwner(paths.lock);
    if (!owner) {
      throw new AppError(
        'unavailable',
        `No database: DATABASE_URL is not set, and nothing runs the embedded one in ${paths.root}. Run "npm start" or "npm run database" first.`,
      );
    }
    if (await listens(owner.socketPath)) {
      const description = `embedded PostgreSQL (PGlite) of process ${owner.pid} in ${paths.root}`;
      return { address: { socketPath: owner.socketPath }, description };
    }
    await sleep(POLL_MS);
  } while (Date.now() < deadline);
  throw new AppError(
    'unavailable',
    `The embedded database in ${paths.root} is starting, but does not listen yet.`,
  );
}

function describeUrl(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname}:${port || '5432'}${pathname}`;
}

async function listens(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
