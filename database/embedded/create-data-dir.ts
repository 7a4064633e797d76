import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from '../content-hash.js';
import { openPGlite } from './open-pglite.js';

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Program of the child process: creates the data directory named by the last argument. */
await createDataDir(process.argv[3] ?? '');

/** It appears whole or not at all. What initdb made is kept beside the packages, where the next new directory starts from it. */
async function createDataDir(target: string): Promise<void> {
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const version = await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8');
  const cached = join(packages, '.cache/switchboard', `empty-${contentHash([], [version])}.tar`);
  const snapshot = await readFile(cached).then(
    (bytes) => new Blob([bytes]),
    () => undefined,
  );
  const backend = await openPGlite(partial, snapshot);
  // The cache only saves time: packages may be on a file system that cannot be written.
  if (!snapshot) await keep(await backend.dump(), cached).catch(() => undefined);
  await backend.close();
  await rename(partial, target);
}

async function keep(snapshot: Blob, cached: string): Promise<void> {
  await access(packages);
  await mkdir(dirname(cached), { recursive: true });
  const partial = `${cached}.${process.pid}`;
  await writeFile(partial, Buffer.from(await snapshot.arrayBuffer()));
  await rename(partial, cached);
}
