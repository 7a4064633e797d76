import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'coverage', 'dist', '.langgraph_api']);

/** A TypeScript file of ours: its path from the root, its text, and what it imports (paths from the root, packages by name). */
export interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

/** The paths from the root of all files below a folder that end so. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (LEFT_OUT.has(entry.name)) return [];
    if (entry.isDirectory()) return filesBelow(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}

/** All TypeScript files, read and with their static imports resolved. */
export function readSources(): SourceFile[] {
  return filesBelow('', '.ts').map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

const IMPORT =
  /^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    if (!target.startsWith('.')) return target;
    return relative(ROOT, join(ROOT, dirname(path), target)).replace(/\.js$/, '.ts');
  });
}
