import { embeddedText, indexedText } from './chunk-texts.js';
import type { Chunk } from './chunking/chunk.js';
import { chunkDocument } from './chunking/chunk-document.js';
import { contentHash } from './content-hash.js';
import { INDEX_VERSION } from './corpus.js';
import type { KnowledgeDocument } from './document.js';

/** A chunk with the texts that are made of it. The hash is that of the embedded text, so equal hashes have equal vectors. */
export interface PreparedChunk {
  chunk: Chunk;
  embedded: string;
  indexed: string;
  contentHash: string;
}

/** A document, ready to be embedded and stored. */
export interface PreparedDocument {
  document: KnowledgeDocument;
  contentHash: string;
  chunks: readonly PreparedChunk[];
}

/** Chunks a document and hashes what is stored of it, so that a change of the rules of chunking or indexing counts as well. */
export function prepareDocument(document: KnowledgeDocument): PreparedDocument {
  const chunks = chunkDocument(document).map((chunk) => {
    const embedded = embeddedText(document, chunk);
    return { chunk, embedded, indexed: indexedText(document, chunk), contentHash: contentHash(embedded) };
  });
  const { id, title, product, alsoFor, kind, updated } = document;
  const texts = chunks.flatMap(({ embedded, indexed }) => [embedded, indexed]);
  const hash = contentHash(
    `${INDEX_VERSION}`,
    id,
    title,
    product ?? '',
    kind,
    updated,
    alsoFor.join('\n'),
    ...texts,
  );
  return { document, contentHash: hash, chunks };
}
