import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A short hash of every file below the folders, and of the other words given: it changes when any of them does. */
export function contentHash(folders: readonly string[], words: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(name.slice(folder.length)).update(readFileSync(name));
  }
  return hash.update(words.join('\n')).digest('hex').slice(0, 16);
}
