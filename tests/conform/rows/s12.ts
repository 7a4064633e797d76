import { readSources, type SourceFile } from '../../source-files.js';
import { type ConformanceRow, exactly } from '../row.js';

/** What the libraries make dangerous. */
const BANS: Readonly<Record<string, RegExp>> = {
  'AbortSignal.any': /AbortSignal\.any\(/,
  'AbortSignal.timeout': /AbortSignal\.timeout\(/,
  'PostgresSaver.fromConnString': /PostgresSaver\.fromConnString/,
  'adaptive retry mode': /retryMode:\s*['"]adaptive/,
  DeltaChannel: /\bDeltaChannel\b/,
  // A template that begins like a statement, holds a value and is not tagged `sql`, or `sql.raw` of anything but a literal.
  'SQL put together from strings':
    /(?<!sql)(?<!sql<[^`]{0,400}>)`\s*(?:select|insert|update|delete|begin|set|alter|create|drop|analyze)\b[^`]*\$\{|\bsql\.raw\((?!\s*['"`])/i,
};

/** Where no value of a caller can get in: table names of our own, and identifiers and literals escaped by the driver. */
const SANCTIONED: Readonly<Record<string, string>> = {
  'database/migrations/': 'the texts of migrations, put together from constants',
  'database/seed/seed-database.ts': 'table and column names of the seed, which are code',
  'graph/checkpoints.ts': 'the name of a schema, which is a constant',
  'database/create-database.ts': 'a role of a closed list and a validated id, both escaped by the driver',
};
const isSanctioned = (path: string): boolean =>
  Object.keys(SANCTIONED).some((sanctioned) => path.startsWith(sanctioned));
const isProduct = ({ path }: SourceFile): boolean =>
  !/\.test\.ts$|(^|\/)testing(\.ts$|\/)|^(tests|evals|bench|scripts)\//.test(path);

/** The product files that call what is banned, by ban. */
export function findBanned(sources: readonly SourceFile[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(BANS).map(([ban, pattern]) => [
      ban,
      sources
        .filter(isProduct)
        .filter(({ path, text }) => !isSanctioned(path) && pattern.test(text))
        .map(({ path }) => path),
    ]),
  );
}

/** Calls that have been measured to break a promise are in no product file. */
export const row: ConformanceRow = {
  id: 'S12',
  promise: 'no product file calls what is banned',
  async run(context) {
    return Object.entries(findBanned(readSources())).map(([ban, files]) => {
      for (const path of files) context.say(`${ban}: ${path}`);
      return exactly(`files with ${ban}`, files.length, 0);
    });
  },
};
