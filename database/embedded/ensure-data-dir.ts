import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const runTypeScript = fileURLToPath(new URL('./run-typescript.mjs', import.meta.url));

/** Creates PGlite's directory if there is none and says whether it did. Done in a process of its own, because initdb leaves 150 MB behind. */
export async function ensureDataDir(directory: string): Promise<boolean> {
  if (await exists(directory)) return false;
  await promisify(execFile)(process.execPath, [runTypeScript, './create-data-dir.ts', directory]);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
