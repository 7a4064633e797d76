import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import { runForCustomer } from '../run-for-customer.js';
import type { ToolContext, ToolResult } from '../tool.js';
import { orderIdCandidates } from './order-id.js';
import { orderNotFound } from './order-not-found.js';
import type { OrderRecord } from './order-record.js';
import { findOrders } from './order-store.js';

/**
 * Loads the customer's order by the number they typed and hands it to `answer`.
 * An order that does not exist and one of somebody else's get the same fault.
 */
export function loadOrder(
  context: ToolContext,
  typedId: string,
  answer: (order: OrderRecord, transaction: Transaction<Schema>) => ToolResult | Promise<ToolResult>,
): Promise<ToolResult> {
  return runForCustomer(context, async (transaction, customerId) => {
    const [order] = await findOrders(transaction, { customerId, orderIds: orderIdCandidates(typedId) });
    return order ? answer(order, transaction) : orderNotFound();
  });
}
