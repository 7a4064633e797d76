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
const server = await startWireServer({
  backend: {
    serverVersion: backend.serverVersion,
    execute: (messages) =>
      backend.execute(messages).catch((error: unknown) => {
        // SQL errors are answers. What is thrown is a broken engine: the owner starts a new one.
        setImmediate(() => {
          throw error;
        });
        throw error;
      }),
  },
  socketPath,
});
parentPort?.once('message', () => {
  void server
    .close()
    .then(() => backend.close())
    .then(() => tell('closed'));
});
tell('ready');
