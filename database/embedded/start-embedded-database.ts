import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { dataDirPaths, ensurePrivateFolder } from './data-dir.js';
import type { DatabaseWorkerMessage } from './database-worker.js';
import { ensureDataDir } from './ensure-data-dir.js';
import { acquireLock } from './lock-file.js';

/** Told what an operator wants to know. */
export interface EmbeddedLog {
  info(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** The embedded database, listening. `close` ends every client and leaves the directory clean. */
export interface EmbeddedDatabase {
  readonly socketPath: string;
  readonly description: string;
  close(): Promise<void>;
}

const RESTART_DELAY_MS = 500;

/**
 * Starts PostgreSQL in a thread of this process, with its data below `dataDir`; everything else reaches it through the
 * socket. Throws `conflict` when a living process owns the directory. A thread that breaks is started again.
 */
export async function startEmbeddedDatabase({
  dataDir,
  logger,
}: {
  dataDir: string;
  logger: EmbeddedLog;
}): Promise<EmbeddedDatabase> {
  const paths = dataDirPaths(dataDir);
  await ensurePrivateFolder(paths.root);
  await ensurePrivateFolder(dirname(paths.socket));
  const lock = await acquireLock(paths.lock, paths.socket);
  const start = () => startThread(paths.database, paths.socket, onEnd);
  let closing = false;
  let thread: Worker | undefined;

  const restart = async (): Promise<void> => {
    await sleep(RESTART_DELAY_MS);
    if (closing) return;
    try {
      thread = await start();
      logger.info({}, 'embedded database restarted');
    } catch (error) {
      logger.error({ error }, 'embedded database does not start');
      await restart();
    }
  };
  const onEnd = (error: unknown) => {
    if (closing) return;
    logger.error({ error }, 'embedded database broke; restarting it');
    void restart();
  };

  try {
    const created = await ensureDataDir(paths.database);
    thread = await start();
    logger.info({ dataDir: paths.root, created }, 'embedded database ready');
  } catch (error) {
    await lock.release();
    throw error;
  }
  return {
    socketPath: paths.socket,
    description: `embedded PostgreSQL (PGlite) in ${paths.root}`,
    async close() {
      closing = true;
      if (thread) await stopThread(thread);
      await rm(paths.socket, { force: true });
      await lock.release();
    },
  };
}

/** Resolves when the thread listens. Later, `onEnd` is told when it breaks. */
async function startThread(
  directory: string,
  socketPath: string,
  onEnd: (error: unknown) => void,
): Promise<Worker> {
  // A socket file that a killed process left behind; the lock is ours, so nobody listens on it.
  await rm(socketPath, { force: true });
  const thread = new Worker(new URL('./run-typescript.mjs', import.meta.url), {
    workerData: { module: './database-worker.ts', directory, socketPath },
    execArgv: [],
  });
  let broken: unknown;
  thread.on('error', (error) => {
    broken = error;
  });
  await new Promise<void>((resolve, reject) => {
    thread.once('message', () => resolve());
    thread.once('exit', (code) => reject(broken ?? new Error(`the database thread ended with code ${code}`)));
  });
  thread.removeAllListeners('exit');
  thread.once('exit', (code) => onEnd(broken ?? new Error(`the database thread ended with code ${code}`)));
  return thread;
}

async function stopThread(thread: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    thread.once('message', (message: DatabaseWorkerMessage) => message === 'closed' && resolve());
    thread.once('exit', () => resolve());
  });
  thread.postMessage('close');
  await ended;
  await thread.terminate();
}
