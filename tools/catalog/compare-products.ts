import { z } from 'zod';
import { customerOf } from '../../contract/identity.js';
import { fault } from '../fault.js';
import { defineTool } from '../tool.js';
import { type ComparisonRow, compareProductViews } from './comparison.js';
import { PRODUCT_ID_INPUT } from './product-id.js';
import { findProducts } from './product-store.js';
import type { ProductView } from './product-view.js';
import { toProductFact, toProductItem, toProductView } from './to-product-view.js';

/** What `compare_products` answers; products and the values of every row are in the order asked. */
export interface ComparisonView {
  products: Pick<ProductView, 'productId' | 'name' | 'brand' | 'priceFrom' | 'inStock' | 'rating'>[];
  rows: ComparisonRow[];
  cheapest: string;
  /** Product id of the best rated one, null without reviews. */
  bestRated: string | null;
  /** Aspects asked for that the catalog says nothing about. */
  unknownAspects: string[];
  /** Ids that are no product. */
  notFound: string[];
}

/** Two to four products side by side, from the catalog only. `data` is a `ComparisonView`; fewer than two known ids is a fault. */
export const compareProducts = defineTool({
  name: 'compare_products',
  description:
    'Compare 2 to 4 products side by side by price, stock, rating, warranty and attributes; facts from the catalog only. aspects narrows it to what the customer asked about.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    product_ids: z.array(PRODUCT_ID_INPUT).min(2).max(4),
    aspects: z
      .array(z.string().trim().min(1).max(60))
      .max(8)
      .optional()
      .describe('Such as "battery life" or "weight".'),
  }),
  run: async ({ product_ids, aspects }, context) => {
    const records = await context.database.transaction(
      { customerId: customerOf(context.identity) },
      (transaction) => findProducts(transaction, product_ids),
    );
    const found = product_ids.flatMap((id) => records.filter((record) => isMeant(record, id)));
    const views = [...new Set(found)].map((record) => toProductView(record, context.locale));
    const notFound = product_ids.filter((id) => !records.some((record) => isMeant(record, id)));
    if (views.length < 2) {
      return fault(
        'not-found',
        `Fewer than two of these are products (unknown: ${notFound.join(', ') || 'none'}). Use search_products for their ids.`,
      );
    }
    const data: ComparisonView = { ...compareProductViews(views, aspects ?? []), notFound };
    return { ok: true, data, items: views.map(toProductItem), facts: views.map(toProductFact) };
  },
});

function isMeant(record: { id: string; items: readonly { itemId: string }[] }, id: string): boolean {
  return record.id === id || record.items.some((item) => item.itemId === id);
}
