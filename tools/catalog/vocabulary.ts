import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import { cacheByRevision } from './catalog-cache.js';
import type { CatalogSize } from './product-search-store.js';

/** The words of the catalog's names, brands and categories, with the number of products that have each. */
export type Vocabulary = ReadonlyMap<string, number>;

/** The catalog's words, to correct spelling by; read again when the catalog has changed. */
export const loadVocabulary = cacheByRevision(async (transaction): Promise<Vocabulary> => {
  const { rows } = await sql<{ word: string; ndoc: number }>`
    select word, ndoc from ts_stat(
      $$select to_tsvector('simple', name || ' ' || brand || ' ' || category) from products$$)`.execute(
    transaction,
  );
  return new Map(rows.map(({ word, ndoc }) => [word, ndoc]));
});

/** How many products there are and how many words each has; read again when the catalog has changed. */
export const loadCatalogSize = cacheByRevision(async (transaction): Promise<CatalogSize> => {
  const { rows } = await sql<CatalogSize>`
    select count(*)::int as products, coalesce(avg(length), 1)::float8 as "averageLength"
    from (select max(length) as length from product_postings group by product_id) as product`.execute(
    transaction,
  );
  return rows[0] ?? { products: 0, averageLength: 1 };
});

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
