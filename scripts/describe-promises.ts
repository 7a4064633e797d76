import { readFileSync } from 'node:fs';
import { filesBelow, ROOT } from '../tests/source-files.js';

const ROW = /\bid: '([A-Z]\d{2})',\s*promise:\s*'((?:[^'\\]|\\.)*)'/;
const TABLE = /(<!-- promises: written by npm run docs -->\n)[\s\S]*?(<!-- end -->)/;

/** Puts what each conformance row promises between the marks of a document. Throws when a row does not say it. */
export function describePromises(before: string): string {
  const rows = filesBelow('tests/conform/rows', '.ts')
    .sort()
    .map((path) => {
      const [, id, promise] = ROW.exec(readFileSync(`${ROOT}/${path}`, 'utf8')) ?? [];
      if (id === undefined || promise === undefined) throw new Error(`${path} does not say what it promises`);
      const sentence = promise.charAt(0).toUpperCase() + promise.slice(1).replace(/\.$/, '');
      return `| ${id} | ${sentence} |`;
    });
  const table = ['| row | promise |', '|---|---|', ...rows].join('\n');
  return before.replace(TABLE, (_, start, end) => `${start}${table}\n${end}`);
}
