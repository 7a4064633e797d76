import { mkdir, rename, rm } from 'node:fs/promises';
import { openPGlite } from './open-pglite.js';
import { SNAPSHOT_FOLDER, snapshotName } from './package-cache.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';

/** Program of the child process: creates the data directory named by the last argument. */
await createDataDir(process.argv[3] ?? '');

/** It appears whole or not at all. What initdb made is kept beside the packages, where the next new directory starts from it. */
async function createDataDir(target: string): Promise<void> {
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const name = await snapshotName('empty');
  const snapshot = await readSnapshot(SNAPSHOT_FOLDER, name);
  const backend = await openPGlite(partial, snapshot);
  // The cache only saves time: packages may be on a file system that cannot be written.
  if (!snapshot) await writeSnapshot(SNAPSHOT_FOLDER, name, await backend.dump()).catch(() => undefined);
  await backend.close();
  await rename(partial, target);
}
