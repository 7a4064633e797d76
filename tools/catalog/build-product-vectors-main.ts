import { CATALOG } from '../../database/seed/catalog.js';
import { readStoredVectors, withStoredVectors, writeStoredVectors } from '../../knowledge/stored-vectors.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { BUNDLED_PRODUCT_VECTORS } from './bundled-product-vectors.js';
import { productText } from './product-text.js';

const embedder = createLocalEmbedder();
try {
  const texts = CATALOG.map(productText);
  const known = withStoredVectors(embedder, await readStoredVectors(BUNDLED_PRODUCT_VECTORS));
  const vectors = await known.embed(texts);
  await writeStoredVectors(
    BUNDLED_PRODUCT_VECTORS,
    embedder.id,
    texts.map((text, index) => [text, vectors[index] ?? []]),
  );
  process.stdout.write(`${texts.length} vectors in ${BUNDLED_PRODUCT_VECTORS}\n`);
} finally {
  await embedder.close();
}
