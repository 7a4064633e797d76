import type { ProductHit } from './product-view.js';

/** What `recommend_products` answers. */
export interface RecommendationView {
  /** Best first: in stock, not owned already unless used up, each with the reason in `why`. */
  products: ProductHit[];
  /** What it started from, in words: such as `your order SB-100003` or a product's name. */
  basedOn: string;
}
