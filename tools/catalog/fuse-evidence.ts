import type { RankedProduct } from './product-search-store.js';

/** How much the likeness of meaning counts beside a product that has all words. */
const MEANING_WEIGHT = 0.4;

/**
 * Orders products by words and meaning together, each scaled to its best. Words count as much as the best product
 * has of them, so that meaning leads when hardly a word was found. Those that fit the filters stay first.
 */
export function fuseEvidence(ranked: readonly RankedProduct[], wordCount: number): RankedProduct[] {
  const bestScore = Math.max(Number.MIN_VALUE, ...ranked.map((product) => product.score));
  const bestCosine = Math.max(Number.MIN_VALUE, ...ranked.map((product) => product.cosine ?? 0));
  const coverage = Math.max(0, ...ranked.map((product) => product.matched.length)) / Math.max(1, wordCount);
  const strengthOf = ({ score, cosine }: RankedProduct) =>
    (coverage * score) / bestScore + (MEANING_WEIGHT * (cosine ?? 0)) / bestCosine;
  return [...ranked].sort(
    (left, right) => Number(right.fits) - Number(left.fits) || strengthOf(right) - strengthOf(left),
  );
}
