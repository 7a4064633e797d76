/** A variant with what can be had of it now; `quantity` is 0 while it is not on sale. */
export interface ItemRecord {
  itemId: string;
  options: Record<string, string>;
  priceCents: number;
  quantity: number;
}

/** A product as the store reads it, with all of its variants, cheapest first. */
export interface ProductRecord {
  id: string;
  name: string;
  category: string;
  brand: string;
  description: string;
  attributes: Record<string, string>;
  consumable: boolean;
  finalSale: boolean;
  warrantyMonths: number;
  compatibleWith: string[];
  currency: string;
  items: ItemRecord[];
  ratingAverage: number | null;
  ratingCount: number;
}
