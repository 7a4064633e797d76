import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash } from '../content-hash.js';

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Where snapshots are kept between runs: beside the packages, so that a fresh installation starts without any. */
export const SNAPSHOT_FOLDER = join(packages, '.cache/switchboard');

/** The name of a snapshot of that kind, which changes with the engine and with the folders that it was made from. */
export async function snapshotName(kind: string, folders: readonly string[] = []): Promise<string> {
  const engine = await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8');
  return `${kind}-${contentHash(folders, [engine])}`;
}
