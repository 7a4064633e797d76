import { z } from 'zod';
import { defineTool } from '../tool.js';
import { findHits } from './find-hits.js';
import type { ProductSearchView } from './search-view.js';
import { toProductFact, toProductItem } from './to-product-view.js';

/** Products by words, meaning and real filters. `data` is a `ProductSearchView`; nothing found is empty `hits`, not a fault. */
export const searchProducts = defineTool({
  name: 'search_products',
  description:
    'Search the catalog by words or need, with real filters. Put price limits, brand, category, colour or size into the filters, not into the query. Every hit says why it fits; when nothing fits, near lists what comes closest and what does not fit.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    query: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe('What is wanted, such as "headphones for flights".'),
    category: z.string().trim().min(1).max(64).optional().describe('A category of list_categories.'),
    brand: z.string().trim().min(1).max(64).optional(),
    min_price: z.number().nonnegative().max(1_000_000).optional().describe('Lowest price, such as 49.99.'),
    max_price: z.number().nonnegative().max(1_000_000).optional().describe('Highest price, such as 150.'),
    options: z
      .array(z.string().trim().min(1).max(40))
      .max(5)
      .optional()
      .describe('What one variant must have, such as ["black", "256 GB"].'),
    in_stock: z.boolean().optional().describe('True for only what can be had now.'),
    sort: z.enum(['relevance', 'price-asc', 'price-desc', 'rating']).optional(),
    limit: z.int().min(1).max(10).optional().describe('5 unless given.'),
  }),
  run: async (input, context) => {
    const data: ProductSearchView = await findHits(input, context);
    const shown = data.hits.length > 0 ? data.hits : data.near;
    return { ok: true, data, items: shown.map(toProductItem), facts: shown.map(toProductFact) };
  },
});
