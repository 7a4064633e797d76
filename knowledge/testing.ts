import type { Embedder } from '../models/embedder.js';
import type { KnowledgeDocument } from './document.js';

/** A test's embedder: each word is a direction, so texts with common words are near. It remembers what it was asked for. */
export interface WordEmbedder extends Embedder {
  readonly asked: string[];
}

/** Makes a {@link WordEmbedder}; `failWith` makes every call reject. */
export function createWordEmbedder(id = 'words', failWith?: Error): WordEmbedder {
  const asked: string[] = [];
  return {
    id,
    dimensions: 512,
    asked,
    async embed(texts, signal) {
      signal?.throwIfAborted();
      if (failWith !== undefined) throw failWith;
      asked.push(...texts);
      return texts.map(toDirection);
    },
    async close() {},
  };
}

function toDirection(text: string): number[] {
  const vector = new Array<number>(512).fill(0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? ['.']) {
    const axis = Array.from(word).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 512, 7);
    vector[axis] = (vector[axis] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** A document for a test; give what matters to it. */
export function buildDocument(part: Partial<KnowledgeDocument> & { id: string }): KnowledgeDocument {
  return {
    title: `About ${part.id}`,
    product: null,
    alsoFor: [],
    kind: 'guide',
    updated: '2026-01-01',
    questions: [],
    body: 'Nothing in particular.',
    source: `test/${part.id}.md`,
    ...part,
  };
}
