import { discountedGain, mean } from '../retrieval/metrics.js';
import { pairedInterval } from '../retrieval/paired-interval.js';
import type { ProductQuery } from './product-corpus.js';

/** What one search found, best first, and what plain BM25 over all fields did. */
export interface SearchResult {
  query: ProductQuery;
  ranked: string[];
  baseline: string[];
  milliseconds: number;
}

const DEPTH = 10;
const WORST_SHOWN = 8;

/** Prints nDCG@10 beside the baseline with the interval of the gain, the time of a search, and the worst searches. */
export function reportProducts(title: string, results: readonly SearchResult[]): void {
  const gain = (ranked: readonly string[], { ratings }: ProductQuery) =>
    discountedGain(ranked, new Map(Object.entries(ratings)), DEPTH);
  const judged = results.filter(({ query }) => Object.values(query.ratings).some((rating) => rating > 0));
  const ours = judged.map(({ query, ranked }) => gain(ranked, query));
  const theirs = judged.map(({ query, baseline }) => gain(baseline, query));
  const { difference, low, high } = pairedInterval(ours, theirs);
  const times = results.map((result) => result.milliseconds).sort((left, right) => left - right);
  const percentile = (share: number) => (times[Math.ceil(share * times.length) - 1] ?? 0).toFixed(1);
  console.log(`\n${title}: ${judged.length} judged searches`);
  console.table({
    'search_products (ours)': { ndcgAt10: mean(ours).toFixed(4) },
    'BM25 (all fields, title three times)': { ndcgAt10: mean(theirs).toFixed(4) },
  });
  console.log(`  gain, 95%: ${difference.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`);
  console.log(`  a search: p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms`);
  const worst = judged
    .map(({ query }, index) => ({ text: query.text, value: ours[index] ?? 0 }))
    .sort((left, right) => left.value - right.value)
    .slice(0, WORST_SHOWN);
  console.log(`  worst: ${worst.map(({ text, value }) => `${text} ${value.toFixed(2)}`).join(', ')}`);
}
