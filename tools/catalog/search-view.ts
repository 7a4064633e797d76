import type { ProductHit } from './product-view.js';

/** What `search_products` answers. */
export interface ProductSearchView {
  /** Best first, or in the order asked for; every one fits all filters. */
  hits: ProductHit[];
  /** Only when nothing fits: at most three that come closest, each `why` says what does not fit. */
  near: ProductHit[];
  /** How many products fit in all. */
  total: number;
  /** The words that were searched, after spelling was corrected; null when nothing was. */
  correctedQuery: string | null;
  /** Words of the query that not even the best hit has; then say plainly what was not found. */
  unmatchedWords: string[];
}
