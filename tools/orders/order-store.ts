import { type Expression, sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Schema } from '../../database/schema.js';
import type { OrderRecord } from './order-record.js';

/** Which orders of one customer to load, whole. */
export interface OrderSelection {
  customerId: string;
  orderIds: readonly string[];
}

/** Orders of this customer with lines, payments, shipments and cases, in one statement; newest first. */
export async function findOrders(
  transaction: Transaction<Schema>,
  { customerId, orderIds }: OrderSelection,
): Promise<OrderRecord[]> {
  if (orderIds.length === 0) return [];
  const rows = await transaction
    .selectFrom('orders as o')
    .select((eb) => [
      'o.id',
      'o.status',
      'o.placed_at as placedAt',
      'o.currency',
      'o.shipping_address as shippingAddress',
      'o.note',
      'o.cancel_reason as cancelReason',
      jsonArrayFrom(linesOf(transaction, eb.ref('o.id'))).as('lines'),
      jsonArrayFrom(paymentsOf(transaction, eb.ref('o.id'))).as('payments'),
      jsonArrayFrom(shipmentsOf(transaction, eb.ref('o.id'))).as('shipments'),
      jsonArrayFrom(casesOf(transaction, eb.ref('o.id'))).as('cases'),
    ])
    .where('o.customer_id', '=', customerId)
    .where('o.id', 'in', [...orderIds])
    .orderBy('o.placed_at', 'desc')
    .orderBy('o.id', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    payments: row.payments.map((payment) => ({
      ...payment,
      at: new Date(payment.at),
      expectedAt: toDate(payment.expectedAt),
    })),
    shipments: row.shipments.map((shipment) => ({
      ...shipment,
      shippedAt: toDate(shipment.shippedAt),
      estimatedAt: new Date(shipment.estimatedAt),
      deliveredAt: toDate(shipment.deliveredAt),
      events: shipment.events.map((event) => ({ ...event, at: new Date(event.at) })),
    })),
    cases: row.cases.map((orderCase) => ({
      ...orderCase,
      createdAt: new Date(orderCase.createdAt),
      updatedAt: new Date(orderCase.updatedAt),
    })),
  }));
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function linesOf(transaction: Transaction<Schema>, orderId: Expression<string>) {
  return transaction
    .selectFrom('order_lines as l')
    .innerJoin('products as p', 'p.id', 'l.product_id')
    .whereRef('l.order_id', '=', sql`${orderId}`)
    .select([
      'l.id',
      'l.position',
      'l.variant_id as itemId',
      'l.product_id as productId',
      'l.product_name as productName',
      'l.options',
      'l.quantity',
      'l.unit_price_cents as unitPriceCents',
      'p.final_sale as finalSale',
      'p.consumable',
      'p.warranty_months as warrantyMonths',
      // A scalar subquery keeps the planner on the index of the stock, however small the tables are.
      sql<boolean>`exists (
        select from variants v
        where v.product_id = l.product_id and v.id <> l.variant_id and v.available
          and (select sum(s.quantity) from variant_stock s where s.variant_id = v.id) > 0)`.as(
        'otherVariantInStock',
      ),
    ])
    .orderBy('l.position');
}

function paymentsOf(transaction: Transaction<Schema>, orderId: Expression<string>) {
  return transaction
    .selectFrom('order_payments as p')
    .leftJoin('payment_methods as m', 'm.id', 'p.payment_method_id')
    .whereRef('p.order_id', '=', sql`${orderId}`)
    .select([
      'p.id',
      'p.payment_method_id as methodId',
      'm.kind as methodKind',
      'm.brand',
      'm.last_four as lastFour',
      'p.kind',
      'p.amount_cents as amountCents',
      'p.at',
      'p.expected_at as expectedAt',
    ])
    .orderBy('p.at')
    .orderBy('p.id');
}

function shipmentsOf(transaction: Transaction<Schema>, orderId: Expression<string>) {
  return transaction
    .selectFrom('shipments as s')
    .whereRef('s.order_id', '=', sql`${orderId}`)
    .select((eb) => [
      's.id',
      's.carrier',
      's.tracking_id as trackingId',
      's.line_ids as lineIds',
      's.status',
      's.shipped_at as shippedAt',
      's.estimated_at as estimatedAt',
      's.delivered_at as deliveredAt',
      jsonArrayFrom(
        eb
          .selectFrom('shipment_events as e')
          .whereRef('e.shipment_id', '=', 's.id')
          .select(['e.at', 'e.place', 'e.text'])
          .orderBy('e.at', 'desc')
          .orderBy('e.id', 'desc'),
      ).as('events'),
    ])
    .orderBy('s.shipped_at')
    .orderBy('s.id');
}

function casesOf(transaction: Transaction<Schema>, orderId: Expression<string>) {
  return transaction
    .selectFrom('cases as c')
    .whereRef('c.order_id', '=', sql`${orderId}`)
    .select([
      'c.id',
      'c.kind',
      'c.status',
      'c.topic',
      'c.data',
      'c.created_at as createdAt',
      'c.updated_at as updatedAt',
    ])
    .orderBy('c.created_at', 'desc');
}
