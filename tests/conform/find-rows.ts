import { readdir } from 'node:fs/promises';
import type { ConformanceRow } from './row.js';

const FOLDER = new URL('./rows/', import.meta.url);

/** The ids of all rows there are, in order: every file below `rows/` is one. */
export async function findRows(): Promise<readonly string[]> {
  const files = (await readdir(FOLDER)).filter((file) => /^[a-z]\d{2}\.ts$/.test(file));
  return files.map((file) => file.replace('.ts', '').toUpperCase()).sort();
}

/** Loads one row; throws when its file is not about that id. */
export async function loadRow(id: string): Promise<ConformanceRow> {
  const { row } = (await import(new URL(`${id.toLowerCase()}.ts`, FOLDER).href)) as { row: ConformanceRow };
  if (row?.id !== id) throw new Error(`rows/${id.toLowerCase()}.ts does not export the row ${id}`);
  return row;
}
