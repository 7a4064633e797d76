import { searchTerms } from '../search-terms.js';
import type { ProductView } from './product-view.js';

/** One aspect of all products compared; a value is null where the catalog says nothing. */
export interface ComparisonRow {
  aspect: string;
  values: (string | null)[];
  /** True when all products say the same. */
  same: boolean;
}

/** The comparison without what depends on the arguments' validity. */
export interface Comparison {
  products: Pick<ProductView, 'productId' | 'name' | 'brand' | 'priceFrom' | 'inStock' | 'rating'>[];
  rows: ComparisonRow[];
  cheapest: string;
  bestRated: string | null;
  unknownAspects: string[];
}

/** Puts products side by side; with aspects only the rows whose name shares a word with one of them. Pure. */
export function compareProductViews(
  products: readonly ProductView[],
  aspects: readonly string[],
): Comparison {
  const all = rowsOf(products);
  const wanted = aspects.map((aspect) => ({
    aspect,
    rows: all.filter((row) => isAbout(row.aspect, aspect)),
  }));
  return {
    products: products.map(({ productId, name, brand, priceFrom, inStock, rating }) => ({
      productId,
      name,
      brand,
      priceFrom,
      inStock,
      rating,
    })),
    rows: aspects.length === 0 ? all : all.filter((row) => wanted.some(({ rows }) => rows.includes(row))),
    cheapest: bestOf(products, (product) => -product.priceFrom.cents)?.productId ?? '',
    bestRated: bestOf(products, (product) => product.rating?.average)?.productId ?? null,
    unknownAspects: wanted.filter(({ rows }) => rows.length === 0).map(({ aspect }) => aspect),
  };
}

function rowsOf(products: readonly ProductView[]): ComparisonRow[] {
  const attributes = [...new Set(products.flatMap((product) => Object.keys(product.attributes)))];
  return [
    toRow('price', products, (product) => product.priceFrom.text),
    toRow('in stock', products, (product) => (product.inStock ? 'yes' : 'no')),
    toRow('rating', products, (product) =>
      product.rating ? `${product.rating.average.toFixed(1)} of 5 (${product.rating.count})` : null,
    ),
    toRow('warranty', products, (product) => `${product.warrantyMonths} months`),
    ...attributes.map((name) => toRow(name, products, (product) => product.attributes[name] ?? null)),
  ];
}

function toRow(
  aspect: string,
  products: readonly ProductView[],
  read: (product: ProductView) => string | null,
): ComparisonRow {
  const values = products.map(read);
  return { aspect, values, same: new Set(values).size === 1 };
}

function isAbout(rowName: string, aspect: string): boolean {
  const words = searchTerms(rowName.replace(/([a-z])([A-Z])/g, '$1 $2'));
  return searchTerms(aspect).some((term) =>
    words.some((word) => word.startsWith(term.slice(0, 5)) || term.startsWith(word)),
  );
}

function bestOf(
  products: readonly ProductView[],
  score: (product: ProductView) => number | undefined,
): ProductView | undefined {
  let best: { product: ProductView; score: number } | undefined;
  for (const product of products) {
    const value = score(product);
    if (value !== undefined && (!best || value > best.score)) best = { product, score: value };
  }
  return best?.product;
}
