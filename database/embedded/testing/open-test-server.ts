import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedBackend, openPGlite } from '../open-pglite.js';
import { SNAPSHOT_FOLDER, snapshotName } from '../package-cache.js';
import { cachedSnapshot } from '../snapshot.js';
import { startWireServer } from '../wire-server.js';

/** PGlite in memory behind the wire server, in this process. */
export interface TestServer {
  socketPath: string;
  backend: EmbeddedBackend;
  close(): Promise<void>;
}

/** Starts one, from the snapshot given or an empty database. */
export async function openTestServer({
  snapshot,
  idleTransactionMs = 5_000,
}: {
  snapshot?: Blob;
  idleTransactionMs?: number;
} = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-test-'));
  const socketPath = join(folder, '.s.PGSQL.5432');
  const backend = await openPGlite('memory://', snapshot ?? (await emptySnapshot()));
  const server = await startWireServer({ backend, socketPath, idleTransactionMs });
  return {
    socketPath,
    backend,
    async close() {
      await server.close();
      await backend.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function emptySnapshot(): Promise<Blob> {
  return cachedSnapshot(SNAPSHOT_FOLDER, await snapshotName('empty'), async () => {
    const backend = await openPGlite('memory://');
    return backend.dump().finally(() => backend.close());
  });
}
