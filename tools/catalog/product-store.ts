import { sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Schema } from '../../database/schema.js';
import type { ProductRecord } from './product-record.js';

/** Products with their variants, stock and rating, in one statement. An id may be that of a product or of an item. */
export function findProducts(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<ProductRecord[]> {
  return transaction
    .selectFrom('products as p')
    .where((eb) =>
      eb.or([
        eb('p.id', 'in', [...ids]),
        eb(
          'p.id',
          'in',
          eb
            .selectFrom('variants')
            .where('id', 'in', [...ids])
            .select('product_id'),
        ),
      ]),
    )
    .select((eb) => [
      'p.id',
      'p.name',
      'p.category',
      'p.brand',
      'p.description',
      'p.attributes',
      'p.consumable',
      'p.final_sale as finalSale',
      'p.warranty_months as warrantyMonths',
      'p.compatible_with as compatibleWith',
      'p.currency',
      jsonArrayFrom(
        eb
          .selectFrom('variants as v')
          .whereRef('v.product_id', '=', 'p.id')
          .select((inner) => [
            'v.id as itemId',
            'v.options',
            'v.price_cents as priceCents',
            sql<number>`case when v.available then coalesce(${inner
              .selectFrom('variant_stock as s')
              .whereRef('s.variant_id', '=', 'v.id')
              .select(sql<number>`sum(s.quantity)::int`.as('sum'))}, 0) else 0 end`.as('quantity'),
          ])
          .orderBy('v.price_cents')
          .orderBy('v.id'),
      ).as('items'),
      sql<number | null>`(select avg(r.rating)::float8 from reviews r where r.product_id = p.id)`.as(
        'ratingAverage',
      ),
      sql<number>`(select count(*)::int from reviews r where r.product_id = p.id)`.as('ratingCount'),
    ])
    .execute();
}
