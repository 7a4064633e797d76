import { readFile, writeFile } from 'node:fs/promises';
import { ROOT, writtenDocuments } from './written-documents.js';

for (const { path, build } of await writtenDocuments()) {
  const before = await readFile(new URL(path, ROOT), 'utf8').catch(() => '');
  const after = await build(before);
  if (after === before) continue;
  await writeFile(new URL(path, ROOT), after);
  console.log(`wrote ${path}`);
}
