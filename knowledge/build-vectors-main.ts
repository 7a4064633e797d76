import { createLocalEmbedder } from '../models/local/embedder.js';
import { BUNDLED_DOCUMENTS, BUNDLED_VECTORS } from './bundled-documents.js';
import { embeddedTexts } from './embedded-texts.js';
import { readDocuments } from './read-documents.js';
import { readStoredVectors, withStoredVectors, writeStoredVectors } from './stored-vectors.js';

const embedder = createLocalEmbedder();
try {
  const texts = embeddedTexts(await readDocuments([BUNDLED_DOCUMENTS]));
  const known = withStoredVectors(embedder, await readStoredVectors(BUNDLED_VECTORS));
  const vectors = await known.embed(texts);
  await writeStoredVectors(
    BUNDLED_VECTORS,
    embedder.id,
    texts.map((text, index) => [text, vectors[index] ?? []]),
  );
  process.stdout.write(`${texts.length} vectors in ${BUNDLED_VECTORS}\n`);
} finally {
  await embedder.close();
}
