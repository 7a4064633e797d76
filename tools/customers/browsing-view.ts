/** What `get_browsing_summary` answers; most frequent first, at most five each. */
export interface BrowsingView {
  /** From when on; an ISO instant in UTC. */
  since: string;
  views: number;
  searches: number;
  cartAdditions: number;
  products: {
    productId: string;
    name: string;
    category: string;
    views: number;
    inCart: boolean;
    lastAt: string;
  }[];
  categories: { category: string; views: number }[];
  queries: { query: string; count: number }[];
}
