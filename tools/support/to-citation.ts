import type { Citation } from '../../contract/citation.js';
import type { RetrievedChunk } from '../../knowledge/retriever.js';

const EXCERPT_LENGTH = 400;

/** A passage as a footnote; a long one is cut at a word and ends in an ellipsis. */
export function toCitation(chunk: RetrievedChunk): Citation {
  return {
    chunkId: chunk.id,
    documentId: chunk.documentId,
    title: chunk.title,
    excerpt: excerptOf(chunk.text),
  };
}

function excerptOf(text: string): string {
  if (text.length <= EXCERPT_LENGTH) return text;
  const cut = text.slice(0, EXCERPT_LENGTH - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), EXCERPT_LENGTH / 2))}…`;
}
