import { describe, expect, it } from 'vitest';
import { discountedGain, hit, mean, recall, reciprocalRank } from './metrics.js';

const relevant = new Set(['b', 'd']);

describe('retrieval metrics', () => {
  it('take the first relevant rank, and nothing beyond the depth', () => {
    expect(reciprocalRank(['a', 'b', 'd'], relevant, 10)).toBe(0.5);
    expect(reciprocalRank(['a', 'c', 'b'], relevant, 2)).toBe(0);
    expect(reciprocalRank([], relevant, 10)).toBe(0);
  });

  it('count each relevant id once', () => {
    expect(recall(['b', 'b', 'a'], relevant, 3)).toBe(0.5);
    expect(recall(['b', 'd'], relevant, 5)).toBe(1);
    expect(recall(['b'], new Set(), 5)).toBe(0);
  });

  it('say whether anything relevant was found', () => {
    expect(hit(['a', 'd'], relevant, 2)).toBe(1);
    expect(hit(['a', 'd'], relevant, 1)).toBe(0);
  });

  it('discount the gain of a later rank, and compare with the best order', () => {
    const grades = new Map([
      ['b', 3],
      ['d', 1],
    ]);
    expect(discountedGain(['b', 'd'], grades, 10)).toBe(1);
    expect(discountedGain(['b', 'b', 'd'], grades, 10)).toBe(1);
    expect(discountedGain(['d', 'b'], grades, 10)).toBeCloseTo(
      (1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)),
      9,
    );
    expect(discountedGain(['a'], grades, 10)).toBe(0);
    expect(discountedGain(['a'], new Map(), 10)).toBe(0);
  });

  it('average, and give 0 of nothing', () => {
    expect(mean([1, 0, 0.5])).toBe(0.5);
    expect(mean([])).toBe(0);
  });
});
