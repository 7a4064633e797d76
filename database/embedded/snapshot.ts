import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ABANDONED_AFTER_MS = 120_000;
const POLL_MS = 100;

/** The snapshot of that name, or nothing. */
export async function readSnapshot(folder: string, name: string): Promise<Blob | undefined> {
  const bytes = await readFile(join(folder, `${name}.tar`)).catch(() => undefined);
  return bytes && new Blob([bytes]);
}

/** Keeps a snapshot, whole or not at all, and drops those of the same kind (the name up to its last hyphen) that it replaces. */
export async function writeSnapshot(folder: string, name: string, snapshot: Blob): Promise<void> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `${name}.${process.pid}`);
  await writeFile(partial, Buffer.from(await snapshot.arrayBuffer()));
  await rename(partial, join(folder, `${name}.tar`));
  const kind = name.slice(0, name.lastIndexOf('-') + 1);
  const replaced = (await readdir(folder)).filter(
    (file) => file.startsWith(kind) && file.endsWith('.tar') && file !== `${name}.tar`,
  );
  for (const file of replaced) await rm(join(folder, file), { force: true });
}

/**
 * The snapshot of that name, built the first time that anybody on this machine asks. Of several processes that ask at
 * once, one builds and the others wait; a builder that died is replaced after two minutes.
 */
export async function cachedSnapshot(
  folder: string,
  name: string,
  build: () => Promise<Blob>,
): Promise<Blob> {
  const claim = join(folder, `${name}.building`);
  await mkdir(folder, { recursive: true });
  for (;;) {
    const snapshot = await readSnapshot(folder, name);
    if (snapshot) return snapshot;
    if (await tryClaim(claim)) break;
    await sleep(POLL_MS);
  }
  try {
    // Somebody may have finished it between the look and the claim.
    const snapshot = (await readSnapshot(folder, name)) ?? (await build());
    await writeSnapshot(folder, name, snapshot);
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
