// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are code.
import { expect, it } from 'vitest';
import { findBanned } from './rows/s12.js';

const bansOf = (path: string, text: string): string[] =>
  Object.entries(findBanned([{ path, text, imports: [] }])).flatMap(([ban, files]) => files.map(() => ban));

it.each([
  ['const signal = AbortSignal.any([a, b]);', 'AbortSignal.any'],
  ['fetch(url, { signal: AbortSignal.timeout(5) })', 'AbortSignal.timeout'],
  ["PostgresSaver.fromConnString('x')", 'PostgresSaver.fromConnString'],
  ["new Client({ retryMode: 'adaptive' })", 'adaptive retry mode'],
  ['new DeltaChannel()', 'DeltaChannel'],
  ['pool.query(`select * from orders where id = ${id}`)', 'SQL put together from strings'],
  ['const text = `\n  UPDATE orders set status = ${status}`;', 'SQL put together from strings'],
  ['sql.raw(statement)', 'SQL put together from strings'],
])('finds %s', (text, ban) => {
  expect(bansOf('tools/orders/store.ts', text)).toEqual([ban]);
});

it.each([
  'await sql`select * from orders where id = ${id}`.execute(db)',
  'await sql<{ id: string }>`select id from orders where id = ${id}`.execute(db)',
  'return `Your address is now ${address}`;',
  "sql.raw('select 1')",
])('lets pass %s', (text) => {
  expect(bansOf('tools/orders/store.ts', text)).toEqual([]);
});

it('is about the product, not about its tests', () => {
  expect(bansOf('tools/orders/store.test.ts', 'AbortSignal.any([])')).toEqual([]);
});
