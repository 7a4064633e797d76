import { z } from 'zod';
import { customerOf } from '../../contract/identity.js';
import { type PrintedMoney, printMoney } from '../print-money.js';
import { defineTool } from '../tool.js';
import { cacheByRevision } from './catalog-cache.js';
import { findCategories } from './category-store.js';

/** What `list_categories` answers, by name. */
export interface CategoryListView {
  categories: {
    /** Pass as `category` to search_products. */
    category: string;
    products: number;
    priceFrom: PrintedMoney;
    brands: string[];
  }[];
}

const loadCategories = cacheByRevision(findCategories);

/** What the shop sells. `data` is a `CategoryListView`. */
export const listCategories = defineTool({
  name: 'list_categories',
  description: 'All categories of the catalog with the number of products, the lowest price and the brands.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({}),
  run: async (_input, context) => {
    const rows = await context.database.transaction(
      { customerId: customerOf(context.identity) },
      (transaction) => loadCategories({ database: context.database, transaction }),
    );
    const data: CategoryListView = {
      categories: rows.map(({ category, products, priceFromCents, currency, brands }) => ({
        category,
        products,
        priceFrom: printMoney(priceFromCents, currency, context.locale),
        brands,
      })),
    };
    return { ok: true, data };
  },
});
