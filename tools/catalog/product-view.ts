import type { PrintedMoney } from '../print-money.js';

/** A variant of a product that can be ordered by its item id. */
export interface ItemView {
  itemId: string;
  /** Such as `black, 256 GB`; empty when there is one variant only. */
  options: string;
  price: PrintedMoney;
  inStock: boolean;
}

/** What customers gave a product on average, 1 to 5 with one decimal; null without reviews. */
export interface RatingView {
  average: number;
  count: number;
}

/** A product in a list of hits or recommendations. */
export interface ProductHit {
  productId: string;
  name: string;
  brand: string;
  category: string;
  /** The first sentences, at most 200 characters. */
  description: string;
  /** Lowest and highest price among the variants that fit. */
  priceFrom: PrintedMoney;
  priceTo: PrintedMoney;
  inStock: boolean;
  rating: RatingView | null;
  /** Up to three variants that fit, those in stock first, then the cheapest. */
  items: ItemView[];
  /** Why it is shown, in words that may be told to the customer. */
  why: string[];
}

/** A product in full. */
export interface ProductView {
  productId: string;
  name: string;
  brand: string;
  category: string;
  description: string;
  /** Such as `{ "battery life": "30 h" }`. */
  attributes: Record<string, string>;
  priceFrom: PrintedMoney;
  priceTo: PrintedMoney;
  inStock: boolean;
  rating: RatingView | null;
  /** All variants, cheapest first. */
  items: ItemView[];
  finalSale: boolean;
  warrantyMonths: number;
  consumable: boolean;
  /** Product ids or categories that it works with. */
  compatibleWith: string[];
}
