import type { Database } from '../../database/database.js';
import { readStoredVectors, withStoredVectors } from '../../knowledge/stored-vectors.js';
import type { Embedder } from '../../models/embedder.js';
import { BUNDLED_PRODUCT_VECTORS } from './bundled-product-vectors.js';
import { productText } from './product-text.js';
import { findStaleProducts, writeProductVectors } from './product-vector-store.js';

const BATCH = 32;

/**
 * Gives every product a vector of this embedder, in batches that can be interrupted, and returns how many it wrote.
 * Vectors that ship are used where the embedder wrote them. The database must be that of the ingest role.
 */
export async function indexProducts({
  database,
  embedder,
  signal,
}: {
  database: Database;
  embedder: Embedder;
  signal?: AbortSignal;
}): Promise<number> {
  const known = withStoredVectors(embedder, await readStoredVectors(BUNDLED_PRODUCT_VECTORS));
  let written = 0;
  for (;;) {
    signal?.throwIfAborted();
    const stale = await database.transaction({}, (transaction) =>
      findStaleProducts(transaction, { embedder: embedder.id, limit: BATCH }),
    );
    if (stale.length === 0) return written;
    const vectors = await known.embed(stale.map(productText), signal);
    const rows = stale.map(({ id }, index) => ({ id, values: vectors[index] ?? [] }));
    await database.transaction({}, (transaction) => writeProductVectors(transaction, rows, embedder.id));
    written += rows.length;
  }
}
