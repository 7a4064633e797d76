import type { Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { OrderStatus, Schema } from '../../database/schema.js';

/** As much of an order as a warranty depends on. */
export interface WarrantyOrder {
  id: string;
  status: OrderStatus;
  placedAt: Date;
  lines: { id: string; itemId: string; productId: string; productName: string; warrantyMonths: number }[];
  shipments: { lineIds: string[]; deliveredAt: Date | null }[];
}

/** The customer's order with one of these ids, in one statement; undefined when it is not theirs or not there. */
export async function findWarrantyOrder(
  transaction: Transaction<Schema>,
  { customerId, orderIds }: { customerId: string; orderIds: readonly string[] },
): Promise<WarrantyOrder | undefined> {
  const row = await transaction
    .selectFrom('orders as o')
    .where('o.customer_id', '=', customerId)
    .where('o.id', 'in', [...orderIds])
    .select((eb) => [
      'o.id',
      'o.status',
      'o.placed_at as placedAt',
      jsonArrayFrom(
        eb
          .selectFrom('order_lines as l')
          .innerJoin('products as p', 'p.id', 'l.product_id')
          .whereRef('l.order_id', '=', 'o.id')
          .select([
            'l.id',
            'l.variant_id as itemId',
            'l.product_id as productId',
            'l.product_name as productName',
            'p.warranty_months as warrantyMonths',
          ])
          .orderBy('l.position'),
      ).as('lines'),
      jsonArrayFrom(
        eb
          .selectFrom('shipments as s')
          .whereRef('s.order_id', '=', 'o.id')
          .select(['s.line_ids as lineIds', 's.delivered_at as deliveredAt']),
      ).as('shipments'),
    ])
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...row,
    shipments: row.shipments.map(({ lineIds, deliveredAt }) => ({
      lineIds,
      deliveredAt: deliveredAt === null ? null : new Date(deliveredAt),
    })),
  };
}
