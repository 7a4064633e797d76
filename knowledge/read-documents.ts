import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../platform/errors.js';
import type { KnowledgeDocument } from './document.js';
import { parseDocument } from './parse-document.js';

/** Reads Markdown files, and all of those below a folder, ordered by id. Throws `invalid-input` when two share an id. */
export async function readDocuments(paths: readonly string[]): Promise<KnowledgeDocument[]> {
  const files = (await Promise.all(paths.map(listMarkdown))).flat();
  const documents = await Promise.all(
    files.map(async (file) => parseDocument(await readFile(file, 'utf8'), file)),
  );
  const sources = new Map<string, string>();
  for (const document of documents) {
    const other = sources.get(document.id);
    if (other !== undefined) {
      throw new AppError(
        'invalid-input',
        `${document.source}: the id "${document.id}" is taken by ${other}.`,
      );
    }
    sources.set(document.id, document.source);
  }
  return documents.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function listMarkdown(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  return entries.filter((entry) => entry.endsWith('.md')).map((entry) => join(path, entry));
}
