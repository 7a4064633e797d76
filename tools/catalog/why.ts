import { printMoney } from '../print-money.js';
import type { ProductRecord } from './product-record.js';
import { type FilterMiss, missesOf, type ProductFilter } from './search-filter.js';

/** Why a product that fits is a hit: the words it has, and the filters it meets. Only facts. */
export function whyItFits(hit: {
  record: ProductRecord;
  matched: readonly string[];
  filter: ProductFilter;
}): string[] {
  const { matched, filter } = hit;
  const reasons = matched.length > 0 ? [`matches ${matched.map((word) => `"${word}"`).join(', ')}`] : [];
  if (filter.minCents !== undefined || filter.maxCents !== undefined) reasons.push('within the price range');
  if (filter.options.length > 0) reasons.push(`comes in ${filter.options.join(', ')}`);
  if (filter.brand !== undefined) reasons.push(`made by ${hit.record.brand}`);
  if (filter.inStock) reasons.push('in stock');
  return reasons.length > 0 ? reasons : ['close to what was described'];
}

/** What keeps a product from fitting, told of the variant that misses least. */
export function whyItMisses({
  record,
  filter,
  locale,
}: {
  record: ProductRecord;
  filter: ProductFilter;
  locale: string;
}): string[] {
  const judged = record.items.map((item) => ({ item, misses: missesOf(item, filter) }));
  const [closest] = judged.sort(
    (left, right) => left.misses.length - right.misses.length || left.item.priceCents - right.item.priceCents,
  );
  if (!closest) return ['has no variant on sale'];
  const price = printMoney(closest.item.priceCents, record.currency, locale).text;
  const told: Record<FilterMiss, string> = {
    'above-price': `costs ${price}, above the price asked for`,
    'below-price': `costs ${price}, below the price asked for`,
    options: `does not come in ${filter.options.join(', ')}`,
    stock: 'is out of stock',
  };
  return closest.misses.map((miss) => told[miss]);
}
