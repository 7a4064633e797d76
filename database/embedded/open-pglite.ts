import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import type { WireBackend } from './wire-connection.js';

/** An open PGlite as a backend of the wire server. */
export interface EmbeddedBackend extends WireBackend {
  /** The whole data directory as an uncompressed tar, to open another one from. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
}

/** Small enough for a laptop beside five services; the data set of a demo fits. */
const SETTINGS = ['shared_buffers=16MB', 'wal_buffers=1MB', 'maintenance_work_mem=16MB', 'timezone=UTC'];

/**
 * Opens a data directory (`memory://` keeps it in memory), from a snapshot when one is given and the directory is new.
 * Two processes on one directory would lose each other's writes: take the lock first.
 */
export async function openPGlite(dataDir: string, snapshot?: Blob): Promise<EmbeddedBackend> {
  const database = await PGlite.create({
    dataDir,
    extensions: { vector, pg_trgm },
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
  });
  const { rows } = await database.query<{ server_version: string }>('show server_version');
  return {
    serverVersion: rows[0]?.server_version ?? 'unknown',
    execute: (messages) => database.execProtocolRaw(messages),
    dump: () => database.dumpDataDir('none'),
    close: () => database.close(),
  };
}
