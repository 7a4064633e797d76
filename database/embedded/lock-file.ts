import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../platform/errors.js';
import { identifyProcess, isRunning } from './process-identity.js';

/** Who owns the embedded database, and where it listens. */
export const DatabaseOwner = z.object({
  token: z.string(),
  host: z.string(),
  pid: z.int(),
  startTick: z.string().optional(),
  socketPath: z.string(),
});
export type DatabaseOwner = z.infer<typeof DatabaseOwner>;

/** A lock that is held. `release` leaves a lock of anybody else alone. */
export interface HeldLock {
  readonly owner: DatabaseOwner;
  release(): Promise<void>;
}

const HEARTBEAT_MS = 5_000;
/** On another machine (a shared volume) only the heartbeat tells whether the owner lives. */
const SILENT_AFTER_MS = 20_000;
const ABANDONED_CLAIM_MS = 10_000;
const ATTEMPTS = 200;

/**
 * Takes the lock, from a dead owner too; of several that try at once one gets it. PGlite itself has no lock: a second
 * process on its directory would lose writes without a word. Throws `conflict`, naming the owner, while that one lives.
 */
export async function acquireLock(path: string, socketPath: string): Promise<HeldLock> {
  const { startTick, ...identity } = await identifyProcess();
  const owner: DatabaseOwner = {
    ...identity,
    token: randomUUID(),
    socketPath,
    ...(startTick === undefined ? {} : { startTick }),
  };
  const draft = `${path}.${owner.token}`;
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  try {
    await take(path, draft);
  } finally {
    await rm(draft, { force: true });
  }
  const heartbeat = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    HEARTBEAT_MS,
  );
  heartbeat.unref();
  return {
    owner,
    async release() {
      clearInterval(heartbeat);
      if ((await readOwner(path))?.token === owner.token) await rm(path, { force: true });
    },
  };
}

/** The owner written in the lock file and alive, if there is one. */
export async function findLiveOwner(path: string): Promise<DatabaseOwner | undefined> {
  const owner = await readOwner(path);
  return owner && (await isAlive(path, owner)) ? owner : undefined;
}

async function take(path: string, draft: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // A link appears whole or not at all, and never over an existing file.
    if (await succeeds(link(draft, path))) return;
    const owner = await readOwner(path);
    if (owner && (await isAlive(path, owner))) throw ownedError(path, owner);
    if (await takeOver(path, draft, owner?.token)) return;
    await sleep(20);
  }
  throw new AppError('conflict', `The lock ${path} is contended; try again.`);
}

/** Replaces the lock of a dead owner. Only who holds the claim may, and only while the dead owner's lock is still there. */
async function takeOver(path: string, draft: string, deadToken: string | undefined): Promise<boolean> {
  const claim = `${path}.claim`;
  if (!(await succeeds(open(claim, 'wx').then((file) => file.close())))) {
    const { mtimeMs } = await stat(claim).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_CLAIM_MS) await rm(claim, { force: true });
    return false;
  }
  try {
    const current = await readOwner(path);
    if (current?.token !== deadToken) return false;
    return await succeeds(rename(draft, path));
  } finally {
    await rm(claim, { force: true });
  }
}

async function isAlive(path: string, owner: DatabaseOwner): Promise<boolean> {
  if (owner.host === hostname()) return isRunning({ startTick: undefined, ...owner });
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < SILENT_AFTER_MS;
}

async function readOwner(path: string): Promise<DatabaseOwner | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return DatabaseOwner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function ownedError(path: string, owner: DatabaseOwner): AppError {
  const where = owner.host === hostname() ? '' : ` on ${owner.host}`;
  return new AppError(
    'conflict',
    `The embedded database is in use by process ${owner.pid}${where}. Stop it, or use another DATA_DIR. (${path})`,
  );
}

async function succeeds(step: Promise<unknown>): Promise<boolean> {
  return step.then(
    () => true,
    () => false,
  );
}
