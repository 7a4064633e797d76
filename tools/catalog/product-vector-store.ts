import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A product whose vector is missing or was written by another embedder. */
export interface StaleProduct {
  id: string;
  name: string;
  brand: string;
  category: string;
  description: string;
}

/** At most `limit` products without a vector of this embedder. */
export function findStaleProducts(
  transaction: Transaction<Schema>,
  { embedder, limit }: { embedder: string; limit: number },
): Promise<StaleProduct[]> {
  return transaction
    .selectFrom('products')
    .select(['id', 'name', 'brand', 'category', 'description'])
    .where((eb) => eb.or([eb('embedder', 'is', null), eb('embedder', '!=', embedder)]))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Writes the vectors of some products in one statement. */
export async function writeProductVectors(
  transaction: Transaction<Schema>,
  vectors: readonly { id: string; values: readonly number[] }[],
  embedder: string,
): Promise<void> {
  const rows = vectors.map(({ id, values }) => ({ id, embedding: JSON.stringify(values) }));
  await sql`
    update products set embedding = v.embedding::vector, embedder = ${embedder}
    from json_to_recordset(${JSON.stringify(rows)}::json) as v(id text, embedding text)
    where products.id = v.id`.execute(transaction);
}
