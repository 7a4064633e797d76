import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Schema } from '../../database/schema.js';

const Values = z.array(z.number());
const KEPT_DAYS = 90;

/** The vectors that this embedder has made of texts with these hashes; they count as used now. */
export async function loadKeptVectors(
  transaction: Transaction<Schema>,
  hashes: readonly string[],
  embedder: string,
): Promise<Map<string, readonly number[]>> {
  const { rows } = await sql<{ hash: string; embedding: string }>`
    update product_vectors set used_at = now()
    where content_hash = any(${hashes}::text[]) and embedder = ${embedder}
    returning content_hash as hash, embedding::text as embedding`.execute(transaction);
  return new Map(rows.map(({ hash, embedding }) => [hash, Values.parse(JSON.parse(embedding))]));
}

/** Keeps vectors for whenever the same words come again. */
export async function keepVectors(
  transaction: Transaction<Schema>,
  vectors: readonly { hash: string; values: readonly number[] }[],
  embedder: string,
): Promise<void> {
  if (vectors.length === 0) return;
  const rows = vectors.map(({ hash, values }) => ({ hash, embedding: JSON.stringify(values) }));
  await sql`
    insert into product_vectors (content_hash, embedder, embedding)
    select hash, ${embedder}, embedding::vector
    from json_to_recordset(${JSON.stringify(rows)}::json) as v(hash text, embedding text)
    on conflict (content_hash, embedder) do update set embedding = excluded.embedding, used_at = now()`.execute(
    transaction,
  );
}

/** Forgets the vectors of words that no product has had for three months. */
export async function forgetUnusedVectors(transaction: Transaction<Schema>): Promise<void> {
  await sql`delete from product_vectors where used_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
    transaction,
  );
}
