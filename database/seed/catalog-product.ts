/** A product of the seed. Each combination of its options becomes a variant; the numbers are cents added to the base price. */
export interface CatalogProduct {
  id: string;
  name: string;
  category: string;
  brand: string;
  description: string;
  attributes: Record<string, string>;
  priceCents: number;
  options: Record<string, Record<string, number>>;
  warrantyMonths: number;
  /** Used up and bought again, such as ink or filters. */
  consumable?: true;
  finalSale?: true;
  /** Products that this one is made for. */
  compatibleWith?: readonly string[];
}
