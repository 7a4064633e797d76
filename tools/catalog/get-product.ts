import { z } from 'zod';
import { customerOf } from '../../contract/identity.js';
import { fault } from '../fault.js';
import { defineTool } from '../tool.js';
import { PRODUCT_ID_INPUT } from './product-id.js';
import { findProducts } from './product-store.js';
import type { ProductView } from './product-view.js';
import { toProductFact, toProductItem, toProductView } from './to-product-view.js';

/** One product in full. `data` is a `ProductView`. */
export const getProduct = defineTool({
  name: 'get_product',
  description:
    'One product in full: description, attributes, all variants with price and stock, rating, warranty, compatibility. Takes a product id or an item id; search_products finds it by name.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({ product_id: PRODUCT_ID_INPUT }),
  run: async ({ product_id }, context) => {
    const [product] = await context.database.transaction(
      { customerId: customerOf(context.identity) },
      (transaction) => findProducts(transaction, [product_id]),
    );
    if (!product) return fault('not-found', 'No such product. Use search_products to find its id by name.');
    const data: ProductView = toProductView(product, context.locale);
    return { ok: true, data, items: [toProductItem(data)], facts: [toProductFact(data)] };
  },
});
