import type { ItemRecord } from './product-record.js';

/** What a product must be; prices in cents. Category and brand are compared without case. */
export interface ProductFilter {
  category: string | undefined;
  brand: string | undefined;
  minCents: number | undefined;
  maxCents: number | undefined;
  /** Lower-case words that one variant must have among its options. */
  options: readonly string[];
  inStock: boolean;
}

/** What of a filter a variant misses. */
export type FilterMiss = 'below-price' | 'above-price' | 'options' | 'stock';

/** What a variant misses; empty when it fits. The same rules stand in SQL in product-search-store.ts. */
export function missesOf(item: ItemRecord, filter: ProductFilter): FilterMiss[] {
  const values = new Set(Object.values(item.options).map((value) => value.toLowerCase()));
  const misses: FilterMiss[] = [];
  if (filter.minCents !== undefined && item.priceCents < filter.minCents) misses.push('below-price');
  if (filter.maxCents !== undefined && item.priceCents > filter.maxCents) misses.push('above-price');
  if (!filter.options.every((option) => values.has(option))) misses.push('options');
  if (filter.inStock && item.quantity === 0) misses.push('stock');
  return misses;
}
