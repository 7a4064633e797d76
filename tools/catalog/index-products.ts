import type { Database } from '../../database/database.js';
import { contentHash } from '../../knowledge/content-hash.js';
import { readStoredVectors, withStoredVectors } from '../../knowledge/stored-vectors.js';
import type { Embedder } from '../../models/embedder.js';
import { BUNDLED_PRODUCT_VECTORS } from './bundled-product-vectors.js';
import { productText } from './product-text.js';
import { forgetUnusedVectors, keepVectors, loadKeptVectors } from './product-vector-cache.js';
import { findStaleProducts, type StaleProduct, writeProductVectors } from './product-vector-store.js';

const BATCH = 32;

/**
 * Gives every product a vector of this embedder, in batches that can be interrupted, and returns how many it wrote.
 * Vectors that ship, and those of the same words from earlier, are used where the embedder wrote them. The database must be
 * that of the ingest role.
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
    if (stale.length === 0) {
      if (written > 0) await database.transaction({}, forgetUnusedVectors);
      return written;
    }
    await writeBatch(database, known, stale, signal);
    written += stale.length;
  }
}

/** Embeds what was never embedded, outside of any transaction. */
async function writeBatch(
  database: Database,
  embedder: Embedder,
  stale: readonly StaleProduct[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const products = stale.map((product) => {
    const text = productText(product);
    return { id: product.id, text, hash: contentHash(text) };
  });
  const hashes = products.map(({ hash }) => hash);
  const vectors = await database.transaction({}, (transaction) =>
    loadKeptVectors(transaction, hashes, embedder.id),
  );
  const fresh = new Map(
    products.filter(({ hash }) => !vectors.has(hash)).map(({ hash, text }) => [hash, text]),
  );
  const embedded = fresh.size === 0 ? [] : await embedder.embed([...fresh.values()], signal);
  const made = [...fresh.keys()].map((hash, index) => ({ hash, values: embedded[index] ?? [] }));
  for (const { hash, values } of made) vectors.set(hash, values);
  const rows = products.map(({ id, hash }) => ({ id, values: vectors.get(hash) ?? [] }));
  await database.transaction({}, async (transaction) => {
    await keepVectors(transaction, made, embedder.id);
    await writeProductVectors(transaction, rows, embedder.id);
  });
}
