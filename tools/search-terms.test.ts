import { describe, expect, it } from 'vitest';
import { searchTerms } from './search-terms.js';

describe('searchTerms', () => {
  it('keeps the telling words, lower-case and once', () => {
    expect(searchTerms('Where is the Kettle, the KETTLE I ordered?')).toEqual(['kettle']);
  });

  it('splits at everything that is neither letter nor digit', () => {
    expect(searchTerms("noise-cancelling/4K & 'Größe'")).toEqual(['noise', 'cancelling', '4k', 'größe']);
  });

  it('keeps fillers when there is nothing else', () => {
    expect(searchTerms('this one')).toEqual(['this', 'one']);
  });

  it('gives nothing for signs only and at most twelve words', () => {
    expect(searchTerms('?! …')).toEqual([]);
    expect(searchTerms(Array.from({ length: 40 }, (_, index) => `word${index}`).join(' '))).toHaveLength(12);
  });
});
