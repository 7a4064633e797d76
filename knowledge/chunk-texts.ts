import type { Chunk } from './chunking/chunk.js';
import type { KnowledgeDocument } from './document.js';
import { normalizeWords } from './normalize-words.js';

/** Document title and heading path as a citation shows them. */
export function titleOf(documentTitle: string, headingPath: readonly string[]): string {
  return [documentTitle, ...headingPath].join(' > ');
}

/** What the embedder reads of a chunk: where it stands, then what it says. */
export function embeddedText(document: Pick<KnowledgeDocument, 'title'>, chunk: Chunk): string {
  return `${titleOf(document.title, chunk.headingPath)}\n${chunk.content}`;
}

/**
 * What the word index reads of a chunk; the title counts twice. The customers' wordings of the whole document go to its first chunk alone,
 * or every chunk would match them equally well.
 */
export function indexedText(document: Pick<KnowledgeDocument, 'title' | 'questions'>, chunk: Chunk): string {
  const wordings = chunk.position === 1 ? document.questions : [];
  return [document.title, document.title, ...chunk.headingPath, ...wordings, chunk.content]
    .map(normalizeWords)
    .join('\n');
}
