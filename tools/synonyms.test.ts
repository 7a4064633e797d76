import { describe, expect, it } from 'vitest';
import { synonymsOf } from './synonyms.js';

describe('synonymsOf', () => {
  it('finds other words for a thing, also from the plural, and never the word itself', () => {
    expect(synonymsOf('tv')).toContain('television');
    expect(synonymsOf('laptops')).toContain('notebook');
    expect(synonymsOf('earphone')).toContain('headphones');
    expect(synonymsOf('tv')).not.toContain('tv');
  });

  it('has none for a word it does not know', () => {
    expect(synonymsOf('bicycle')).toEqual([]);
  });
});
