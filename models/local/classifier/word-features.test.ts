import { describe, expect, it } from 'vitest';
import { normalize, toWordFeatures } from './word-features.js';

const overlap = (left: string, right: string) => {
  const other = new Map(toWordFeatures(right).map(({ bucket, weight }) => [bucket, weight]));
  return toWordFeatures(left).reduce((sum, { bucket, weight }) => sum + weight * (other.get(bucket) ?? 0), 0);
};

describe('word features', () => {
  it('have length 1 whatever the text, and nothing for no words', () => {
    expect(Math.hypot(...toWordFeatures('cancel my order').map(({ weight }) => weight))).toBeCloseTo(1, 6);
    expect(toWordFeatures('?!')).toEqual([]);
  });

  it('see through case, accents, apostrophes and which number it is', () => {
    expect(normalize("Don't touch my Café, order SB-100123!")).toEqual([
      'dont',
      'touch',
      'my',
      'cafe',
      'order',
      'sb',
      '0',
    ]);
    expect(overlap('order 123', 'ORDER 98765')).toBeCloseTo(1, 6);
  });

  it('are closer for a typing mistake than for another word', () => {
    expect(overlap('refund', 'refnd')).toBeGreaterThan(overlap('refund', 'kettle') + 0.1);
  });

  it('know the order of words', () => {
    expect(overlap('dog bites man', 'man bites dog')).toBeLessThan(0.99);
  });
});
