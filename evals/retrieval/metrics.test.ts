import { describe, expect, it } from 'vitest';
import { hit, mean, recall, reciprocalRank } from './metrics.js';

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

  it('average, and give 0 of nothing', () => {
    expect(mean([1, 0, 0.5])).toBe(0.5);
    expect(mean([])).toBe(0);
  });
});
