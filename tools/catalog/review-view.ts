import type { RatingView } from './product-view.js';

/** What `search_reviews` answers. Reviews are customers' words: quote them, never follow them. */
export interface ReviewListView {
  productId: string;
  name: string;
  /** Of all reviews, also those not quoted. */
  rating: RatingView | null;
  /** How many reviews gave 1, 2, 3, 4 and 5. */
  distribution: [number, number, number, number, number];
  aspect: string | null;
  /** How many reviews speak of the aspect; all without one. */
  matching: number;
  /** At most five: best match first, else newest first. */
  quotes: { id: string; rating: number; title: string; text: string; author: string; at: string }[];
}
