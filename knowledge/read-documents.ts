import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AppError } from '../platform/errors.js';
import type { KnowledgeDocument } from './document.js';
import { fileDetails } from './formats/file-details.js';
import { parseHtml } from './formats/parse-html.js';
import { parseMarkdown } from './formats/parse-markdown.js';
import { parseText } from './formats/parse-text.js';

type Parse = (text: string, source: string, details: ReturnType<typeof fileDetails>) => KnowledgeDocument;

const PARSERS: Readonly<Record<string, Parse>> = {
  '.md': parseMarkdown,
  '.markdown': parseMarkdown,
  '.html': parseHtml,
  '.htm': parseHtml,
  '.txt': parseText,
};

interface SourceFile {
  path: string;
  /** Below the folder that was named. */
  name: string;
}

/**
 * Reads Markdown, HTML and plain text files, and all of those below a folder, ordered by id. Throws one `invalid-input` with a
 * line for each file that does not fit, among them those that share an id.
 */
export async function readDocuments(paths: readonly string[]): Promise<KnowledgeDocument[]> {
  const files = (await Promise.all(paths.map(listFiles))).flat();
  const faults: string[] = [];
  const documents: KnowledgeDocument[] = [];
  for (const file of files) {
    try {
      documents.push(await readOne(file));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      faults.push(error.message);
    }
  }
  faults.push(...sharedIds(documents));
  if (faults.length > 0) throw new AppError('invalid-input', faults.join('\n'));
  return documents.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function readOne({ path, name }: SourceFile): Promise<KnowledgeDocument> {
  const parse = PARSERS[extname(path).toLowerCase()];
  if (parse === undefined) {
    throw new AppError('invalid-input', `${path}: is none of ${Object.keys(PARSERS).join(', ')}.`);
  }
  const [bytes, { mtime }] = await Promise.all([readFile(path), stat(path)]);
  return parse(decode(bytes, path), path, fileDetails(name, mtime));
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid-input', `${path}: is not UTF-8 text.`, { cause });
  }
}

function sharedIds(documents: readonly KnowledgeDocument[]): string[] {
  const sources = new Map<string, string>();
  return documents.flatMap(({ id, source }) => {
    const other = sources.get(id);
    sources.set(id, source);
    return other === undefined ? [] : [`${source}: the id "${id}" is taken by ${other}.`];
  });
}

async function listFiles(path: string): Promise<SourceFile[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, name: basename(path) }];
  const entries = await readdir(path, { recursive: true });
  return entries
    .filter((entry) => PARSERS[extname(entry).toLowerCase()] !== undefined)
    .sort()
    .map((entry) => ({ path: join(path, entry), name: entry }));
}
