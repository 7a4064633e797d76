import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ABANDONED_AFTER_MS = 120_000;
const POLL_MS = 100;

/**
 * The snapshot of that name, built the first time that anybody on this machine asks. Of several processes that ask at
 * once, one builds and the others wait; a builder that died is replaced after two minutes.
 */
export async function cachedSnapshot(
  folder: string,
  name: string,
  build: () => Promise<Blob>,
): Promise<Blob> {
  const path = join(folder, `${name}.tar`);
  const claim = `${path}.building`;
  await mkdir(folder, { recursive: true });
  for (;;) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes) return new Blob([bytes]);
    if (await tryClaim(claim)) break;
    await sleep(POLL_MS);
  }
  try {
    const snapshot = await build();
    const partial = `${path}.${process.pid}`;
    await writeFile(partial, Buffer.from(await snapshot.arrayBuffer()));
    await rename(partial, path);
    return snapshot;
  } finally {
    await rm(claim, { force: true });
  }
}

async function tryClaim(claim: string): Promise<boolean> {
  try {
    await (await open(claim, 'wx')).close();
    return true;
  } catch {
    const { mtimeMs } = await stat(claim).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(claim, { force: true });
    return false;
  }
}
