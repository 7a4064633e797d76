import type { DisplayItem } from '../../contract/display-item.js';
import type { CaseFact } from '../../contract/session-context.js';
import { printMoney } from '../print-money.js';
import type { ItemRecord, ProductRecord } from './product-record.js';
import type { ItemView, ProductHit, ProductView, RatingView } from './product-view.js';

/** The product in full, as `get_product` tells it; pure. */
export function toProductView(product: ProductRecord, locale: string): ProductView {
  return {
    productId: product.id,
    name: product.name,
    brand: product.brand,
    category: product.category,
    description: product.description,
    attributes: toReadable(product.attributes),
    ...pricesOf(product.items, product.currency, locale),
    rating: toRating(product.ratingAverage, product.ratingCount),
    items: product.items.map((item) => toItemView(item, product.currency, locale)),
    finalSale: product.finalSale,
    warrantyMonths: product.warrantyMonths,
    consumable: product.consumable,
    compatibleWith: product.compatibleWith,
  };
}

/** The product as a hit with the variants that fit (all when `items` is absent) and the reasons for it; pure. */
export function toProductHit(
  product: Omit<
    ProductRecord,
    'finalSale' | 'warrantyMonths' | 'attributes' | 'consumable' | 'compatibleWith'
  >,
  { why, locale }: { why: readonly string[]; locale: string },
): ProductHit {
  const best = [...product.items].sort(
    (left, right) =>
      Number(right.quantity > 0) - Number(left.quantity > 0) || left.priceCents - right.priceCents,
  );
  return {
    productId: product.id,
    name: product.name,
    brand: product.brand,
    category: product.category,
    description: shorten(product.description, 200),
    ...pricesOf(product.items, product.currency, locale),
    rating: toRating(product.ratingAverage, product.ratingCount),
    items: best.slice(0, 3).map((item) => toItemView(item, product.currency, locale)),
    why: [...why],
  };
}

/** The product as a card on the page. */
export function toProductItem(product: ProductHit | ProductView): DisplayItem {
  const reason = 'why' in product ? product.why.join('; ') : '';
  return {
    kind: 'product',
    id: product.productId,
    name: product.name,
    brand: product.brand,
    price: { cents: product.priceFrom.cents, currency: product.priceFrom.currency },
    inStock: product.inStock,
    ...(reason === '' ? {} : { reason }),
  };
}

/** What a later request of the session may point at by "that one" or "the second". */
export function toProductFact(product: { productId: string; name: string }): Omit<CaseFact, 'agent'> {
  return { kind: 'product', id: product.productId, label: product.name.slice(0, 200) };
}

function toReadable(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.replace(/_/g, ' '), value]),
  );
}

function toItemView(item: ItemRecord, currency: string, locale: string): ItemView {
  return {
    itemId: item.itemId,
    options: Object.values(item.options).join(', '),
    price: printMoney(item.priceCents, currency, locale),
    inStock: item.quantity > 0,
  };
}

function pricesOf(items: readonly ItemRecord[], currency: string, locale: string) {
  const prices = items.map((item) => item.priceCents);
  return {
    priceFrom: printMoney(prices.length === 0 ? 0 : Math.min(...prices), currency, locale),
    priceTo: printMoney(prices.length === 0 ? 0 : Math.max(...prices), currency, locale),
    inStock: items.some((item) => item.quantity > 0),
  };
}

function toRating(average: number | null, count: number): RatingView | null {
  return average === null ? null : { average: Math.round(average * 10) / 10, count };
}

function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}
