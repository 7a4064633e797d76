import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openPGlite } from './open-pglite.js';
import { startWireServer } from './wire-server.js';

/** What the thread is started with. */
export const DatabaseWorkerData = z.object({ directory: z.string(), socketPath: z.string() });

/** What the thread tells: it listens, or it has closed everything. A failure ends it with an error. */
export type DatabaseWorkerMessage = 'ready' | 'closed';

const tell = (message: DatabaseWorkerMessage) => parentPort?.postMessage(message);

const { directory, socketPath } = DatabaseWorkerData.parse(workerData);
const backend = await openPGlite(directory);
const server = await startWireServer({ backend, socketPath, onBroken: endBroken });
parentPort?.once('message', () => {
  void server
    .close()
    .then(() => backend.close())
    .then(() => tell('closed'));
});
tell('ready');

/** Ends the thread, a moment later so that the client hears of it first; its owner starts a new one. */
function endBroken(error: unknown): void {
  setTimeout(() => {
    throw error;
  }, 50);
}
