import type { Tool } from '../tool.js';
import { compareProducts } from './compare-products.js';
import { getProduct } from './get-product.js';
import { listCategories } from './list-categories.js';
import { recommendProducts } from './recommend-products.js';
import { searchProducts } from './search-products.js';
import { searchReviews } from './search-reviews.js';

/** What can be done with the catalog. */
export const catalogTools: readonly Tool[] = [
  searchProducts,
  getProduct,
  compareProducts,
  listCategories,
  recommendProducts,
  searchReviews,
];
