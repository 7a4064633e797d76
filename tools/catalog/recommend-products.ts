import { z } from 'zod';
import { defineTool } from '../tool.js';
import { PRODUCT_ID_INPUT } from './product-id.js';
import { recommend } from './recommend.js';

/** Products for this customer, with reasons. `data` is a `RecommendationView`; browsing shapes it and is never quoted. */
export const recommendProducts = defineTool({
  name: 'recommend_products',
  description:
    'Recommend products that are in stock and not owned already, with the reason for each. based_on: profile (purchases and preferences), order (give order_id), product (give product_id: accessories and similar ones) or browsing. Visitors who are not signed in can only use product.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    based_on: z.enum(['profile', 'order', 'product', 'browsing']),
    order_id: z.string().trim().min(1).max(40).optional().describe('For based_on order.'),
    product_id: PRODUCT_ID_INPUT.optional().describe('For based_on product.'),
    category: z.string().trim().min(1).max(64).optional().describe('Only this category of list_categories.'),
    max_price: z.number().positive().max(1_000_000).optional().describe('Highest price, such as 150.'),
    limit: z.int().min(1).max(6).optional().describe('3 unless given.'),
  }),
  run: (input, context) => recommend(input, context),
});
