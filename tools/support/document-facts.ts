import type { CaseFact } from '../../contract/session-context.js';
import type { RetrievedChunk } from '../../knowledge/retriever.js';

/** One fact for each document among the passages, in their order. */
export function toDocumentFacts(chunks: readonly RetrievedChunk[]): Omit<CaseFact, 'agent'>[] {
  const labels = new Map<string, string>();
  for (const chunk of chunks) {
    if (!labels.has(chunk.documentId))
      labels.set(chunk.documentId, chunk.title.split(' > ')[0] ?? chunk.title);
  }
  return [...labels].map(([id, label]) => ({ kind: 'document', id, label: label.slice(0, 200) }));
}
