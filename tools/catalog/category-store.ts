import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A category with what is in it. */
export interface CategoryRow {
  category: string;
  products: number;
  priceFromCents: number;
  currency: string;
  brands: string[];
}

/** All categories by name; the lowest price is among the variants on sale. */
export async function findCategories(transaction: Transaction<Schema>): Promise<CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    select p.category,
           count(distinct p.id)::int as products,
           coalesce(min(v.price_cents) filter (where v.available), min(v.price_cents), 0) as "priceFromCents",
           min(p.currency) as currency,
           array_agg(distinct p.brand order by p.brand) as brands
    from products p left join variants v on v.product_id = p.id
    group by p.category
    order by p.category`.execute(transaction);
  return rows;
}
