import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { suite } from './suite.js';

const PRODUCTS = [
  { id: '77/A', title: 'Acme X200 toner cartridge', name: 'X200', supplier: 'Acme', price_cents: 100 },
  { id: '77/B', title: 'Cable for Acme printers', name: 'C1', supplier: 'Other', price_cents: 200 },
  {
    id: '77/C',
    title: 'Green desk lamp',
    supplier: 'Lumo',
    price_cents: 300,
    attrs: { weight: 3, dimmable: true },
  },
];
const QUERIES = [
  { id: 'q1', text: 'acme', ratings: { '77/A': 3, '77/B': 0 } },
  { id: 'q2', text: 'lamp', ratings: { '77/C': 3 } },
];

let folder: string;
const said: string[] = [];
const file = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'products-'));
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  vi.spyOn(console, 'table').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

it('ranks the products of a file through search_products and writes their own ids', async () => {
  const lines = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).join('\n');
  await writeFile(file('p.jsonl.gz'), gzipSync(lines(PRODUCTS)));
  await writeFile(file('q.jsonl'), lines(QUERIES));
  const args = ['--products', file('p.jsonl.gz'), '--queries', file('q.jsonl')];
  expect(await suite.run([...args, '--predictions', file('o.jsonl')])).toBe(0);
  const written = (await readFile(file('o.jsonl'), 'utf8')).trim().split('\n');
  expect(written.map((line) => JSON.parse(line))).toEqual([
    { id: 'q1', ranked: ['77/A', '77/B'] },
    { id: 'q2', ranked: ['77/C'] },
  ]);
  expect(said.join('\n')).toContain('2 judged searches');
}, 60_000);
