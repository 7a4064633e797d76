import { basename } from 'node:path';
import { BUNDLED_DOCUMENTS, BUNDLED_VECTORS } from './bundled-documents.js';
import { type IngestOptions, type IngestReport, ingestDocuments } from './ingest.js';
import { readDocuments } from './read-documents.js';
import { readStoredVectors, withStoredVectors } from './stored-vectors.js';

/** What the stored source begins with: the same on every machine, wherever the product lies. */
const SOURCE = 'bundled/';

/**
 * Brings the knowledge base to the documents that come with the product, with their stored vectors where the embedder
 * wrote those. Documents from elsewhere stay. Throws `conflict` when another embedder wrote the corpus.
 */
export async function ingestBundledDocuments(
  options: Omit<IngestOptions, 'documents' | 'removeUnder'>,
): Promise<IngestReport> {
  const [documents, stored] = await Promise.all([
    readDocuments([BUNDLED_DOCUMENTS]),
    readStoredVectors(BUNDLED_VECTORS),
  ]);
  return ingestDocuments({
    ...options,
    embedder: withStoredVectors(options.embedder, stored),
    documents: documents.map((document) => ({ ...document, source: SOURCE + basename(document.source) })),
    removeUnder: SOURCE,
  });
}
