import type { RankedProduct } from './product-search-store.js';

/** How much the likeness of meaning counts beside words; words found are the better evidence for products. */
const MEANING_WEIGHT = 0.4;

/** Orders products by words and meaning together, each scaled to its best; those that fit the filters stay first. */
export function fuseEvidence(ranked: readonly RankedProduct[]): RankedProduct[] {
  const bestScore = Math.max(Number.MIN_VALUE, ...ranked.map((product) => product.score));
  const bestCosine = Math.max(Number.MIN_VALUE, ...ranked.map((product) => product.cosine ?? 0));
  const strengthOf = (product: RankedProduct) =>
    product.score / bestScore + (MEANING_WEIGHT * (product.cosine ?? 0)) / bestCosine;
  return [...ranked].sort(
    (left, right) => Number(right.fits) - Number(left.fits) || strengthOf(right) - strengthOf(left),
  );
}
