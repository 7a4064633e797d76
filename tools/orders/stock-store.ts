import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A variant with what can be had of it now; `quantity` is 0 while it is not on sale. */
export interface StockRow {
  itemId: string;
  productId: string;
  name: string;
  options: Record<string, string>;
  priceCents: number;
  currency: string;
  quantity: number;
}

/** Stock of the variants that have one of the ids, or whose product has; cheapest first within a product. */
export function findStock(transaction: Transaction<Schema>, ids: readonly string[]): Promise<StockRow[]> {
  return transaction
    .selectFrom('variants as v')
    .innerJoin('products as p', 'p.id', 'v.product_id')
    .where((eb) => eb.or([eb('v.id', 'in', [...ids]), eb('v.product_id', 'in', [...ids])]))
    .select((eb) => [
      'v.id as itemId',
      'v.product_id as productId',
      'p.name',
      'v.options',
      'v.price_cents as priceCents',
      'p.currency',
      eb
        .case()
        .when('v.available', '=', true)
        .then(
          sql<number>`coalesce(${eb
            .selectFrom('variant_stock as s')
            .whereRef('s.variant_id', '=', 'v.id')
            .select(sql<number>`sum(s.quantity)::int`.as('sum'))}, 0)`,
        )
        .else(0)
        .end()
        .as('quantity'),
    ])
    .orderBy('v.product_id')
    .orderBy('v.price_cents')
    .orderBy('v.id')
    .execute();
}
