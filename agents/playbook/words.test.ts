import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProductNoun } from './product-nouns.js';
import { countAlike, editDistance, isLike, namingWords, tellingWords, wordSet, wordsOf } from './words.js';

describe('words', () => {
  it('are the same with and without apostrophes and case', () => {
    expect(wordsOf("What's the TV's price?")).toEqual(['whats', 'the', 'tvs', 'price']);
  });

  it('tell something only when they are no everyday words', () => {
    expect(tellingWords('could you please show me the kettle again', wordSet('again'))).toEqual(['kettle']);
    expect(namingWords('compare the kestrel 14 please')).toEqual(['compare', 'kestrel', '14']);
  });

  it('are alike in spite of an ending or a slip, but not when they are only short and close', () => {
    expect(isLike('headphone', 'headphones')).toBe(true);
    expect(isLike('hedphones', 'headphones')).toBe(true);
    expect(isLike('stock', 'stick')).toBe(false);
    expect(isLike('pan', 'fan')).toBe(false);
    expect(countAlike(['vacum', 'robot'], 'Orbit R1 Robot Vacuum')).toBe(2);
  });

  it('have a distance that is a metric for single slips', () => {
    expect(editDistance('kettle', 'ketlte')).toBe(1);
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left));
        expect(editDistance(left, left)).toBe(0);
      }),
    );
  });

  it('name products, also misspelt, and nothing else', () => {
    expect(['kettles', 'heaphones', 'tv', 'pans'].map(isProductNoun)).toEqual([true, true, true, true]);
    expect(['sound', 'refund', 'far', 'order', 'weather'].map(isProductNoun)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
