import { sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';

/** The words of the catalog's names, brands and categories, with the number of products that have each. */
export type Vocabulary = ReadonlyMap<string, number>;

const KEPT_MS = 300_000;
const kept = new WeakMap<Database, { vocabulary: Vocabulary; until: number }>();

/** The catalog's words; read once in five minutes for each database, because it only serves to correct spelling. */
export async function loadVocabulary(
  database: Database,
  transaction: Transaction<Schema>,
  now: Date,
): Promise<Vocabulary> {
  const known = kept.get(database);
  if (known && known.until > now.getTime()) return known.vocabulary;
  const { rows } = await sql<{ word: string; ndoc: number }>`
    select word, ndoc from ts_stat(
      $$select to_tsvector('simple', name || ' ' || brand || ' ' || category) from products$$)`.execute(
    transaction,
  );
  const vocabulary = new Map(rows.map(({ word, ndoc }) => [word, ndoc]));
  kept.set(database, { vocabulary, until: now.getTime() + KEPT_MS });
  return vocabulary;
}

/** The words that no product has anywhere, by stem. */
export async function findUnknownWords(
  transaction: Transaction<Schema>,
  words: readonly string[],
): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${[...words]}::text[]) as word
    where not exists (select from products where search @@ plainto_tsquery('english', word))`.execute(
    transaction,
  );
  return new Set(rows.map(({ word }) => word));
}
