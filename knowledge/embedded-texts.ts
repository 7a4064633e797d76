import { embeddedText } from './chunk-texts.js';
import { chunkDocument } from './chunking/chunk-document.js';
import type { KnowledgeDocument } from './document.js';

/** Every text of these documents that an ingestion embeds, once. */
export function embeddedTexts(documents: readonly KnowledgeDocument[]): string[] {
  const texts = documents.flatMap((document) =>
    chunkDocument(document).map((chunk) => embeddedText(document, chunk)),
  );
  return [...new Set(texts)];
}
