import { describe, expect, it } from 'vitest';
import { Citation } from '../../contract/citation.js';
import { toCitation } from './to-citation.js';

const chunk = {
  id: 'guide.1',
  documentId: 'guide',
  title: 'Guide > Part',
  text: 'Short.',
  kind: 'guide' as const,
  product: null,
  score: 1,
};

describe('toCitation', () => {
  it('keeps a short passage whole', () => {
    expect(toCitation(chunk)).toEqual({
      chunkId: 'guide.1',
      documentId: 'guide',
      title: 'Guide > Part',
      excerpt: 'Short.',
    });
  });

  it.each(['word '.repeat(200), 'x'.repeat(1_000)])('cuts a long one to what the contract allows', (text) => {
    const citation = toCitation({ ...chunk, text });
    expect(Citation.parse(citation).excerpt).toMatch(/[dx]…$/);
    expect(citation.excerpt.length).toBeGreaterThan(150);
  });
});
