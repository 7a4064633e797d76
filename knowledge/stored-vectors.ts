import { readFile, writeFile } from 'node:fs/promises';
import type { Embedder } from '../models/embedder.js';
import { contentHash } from './content-hash.js';

const DIMENSIONS = 512;
const KEY_LENGTH = 24;
const INT8_MAX = 127;

/** Vectors computed beforehand, by the text they stand for; good for one embedder only. */
export interface StoredVectors {
  embedder: string;
  size: number;
  find(text: string): number[] | undefined;
}

/** Reads a file that {@link writeStoredVectors} wrote; a missing file holds nothing. */
export async function readStoredVectors(file: string | URL): Promise<StoredVectors> {
  const lines = (await readIfThere(file)).split('\n');
  const vectors = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const space = line.indexOf(' ');
    if (space > 0) vectors.set(line.slice(0, space), line.slice(space + 1));
  }
  return {
    embedder: lines[0] ?? '',
    size: vectors.size,
    find(text) {
      const stored = vectors.get(keyOf(text));
      return stored === undefined ? undefined : decode(stored);
    },
  };
}

/** Writes one line a text, ordered by key, so that a changed text changes one line. A number keeps 8 of its bits. */
export async function writeStoredVectors(
  file: string | URL,
  embedder: string,
  entries: Iterable<readonly [text: string, vector: readonly number[]]>,
): Promise<void> {
  const lines = Array.from(entries, ([text, vector]) => `${keyOf(text)} ${encode(vector)}`);
  await writeFile(file, `${[embedder, ...new Set(lines.sort())].join('\n')}\n`);
}

/** The same embedder, which answers from the stored vectors where it can and computes the others. */
export function withStoredVectors(embedder: Embedder, stored: StoredVectors): Embedder {
  if (stored.embedder !== embedder.id) return embedder;
  return {
    id: embedder.id,
    dimensions: embedder.dimensions,
    async embed(texts, signal) {
      const found = texts.map((text) => stored.find(text));
      const missing = texts.filter((_, index) => found[index] === undefined);
      const computed = missing.length === 0 ? [] : await embedder.embed(missing, signal);
      let next = 0;
      return found.map((vector) => vector ?? computed[next++] ?? []);
    },
    close: () => embedder.close(),
  };
}

function keyOf(text: string): string {
  return contentHash(text).slice(0, KEY_LENGTH);
}

function encode(vector: readonly number[]): string {
  const largest = Math.max(...vector.map(Math.abs));
  const bytes = Int8Array.from(vector, (value) => Math.round((value / largest) * INT8_MAX));
  return Buffer.from(bytes.buffer).toString('base64');
}

function decode(stored: string): number[] {
  const values = Array.from(new Int8Array(Buffer.from(stored, 'base64'))).slice(0, DIMENSIONS);
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

async function readIfThere(file: string | URL): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
