import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import type { OrderRecord } from './order-record.js';
import { findOrders } from './order-store.js';

/** Which refunds to look for: by order, else by case, else all of the customer's. */
export interface RefundSelection {
  customerId: string;
  orderIds: readonly string[] | undefined;
  caseId: string | undefined;
}

const MOST_ORDERS = 10;

/** The selected orders of this customer, newest first; at most two statements and ten orders. */
export async function findRefundOrders(
  transaction: Transaction<Schema>,
  { customerId, orderIds, caseId }: RefundSelection,
): Promise<OrderRecord[]> {
  const ids = orderIds ?? (await findOrderIds(transaction, { customerId, caseId }));
  const orders = await findOrders(transaction, { customerId, orderIds: ids });
  return caseId === undefined
    ? orders
    : orders.filter((order) => order.cases.some(({ id }) => id === caseId));
}

async function findOrderIds(
  transaction: Transaction<Schema>,
  { customerId, caseId }: { customerId: string; caseId: string | undefined },
): Promise<string[]> {
  const rows = await transaction
    .selectFrom('orders as o')
    .where('o.customer_id', '=', customerId)
    .where((eb) => {
      const cases = eb.selectFrom('cases as c').whereRef('c.order_id', '=', 'o.id').select('c.id');
      if (caseId !== undefined) return eb.exists(cases.where('c.id', '=', caseId));
      const refunds = eb
        .selectFrom('order_payments as p')
        .whereRef('p.order_id', '=', 'o.id')
        .where('p.kind', '=', 'refund')
        .select('p.id');
      return eb.or([
        eb('o.status', '=', 'return-requested'),
        eb.exists(refunds),
        eb.exists(cases.where('c.kind', '=', 'return')),
      ]);
    })
    .select('o.id')
    .orderBy('o.placed_at', 'desc')
    .limit(MOST_ORDERS)
    .execute();
  return rows.map((row) => row.id);
}
