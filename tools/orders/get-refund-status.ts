import { z } from 'zod';
import { fault } from '../fault.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { toOrderFact } from './order-fact.js';
import { orderIdCandidates } from './order-id.js';
import { findRefundOrders } from './refund-store.js';
import type { RefundStatusView } from './refund-view.js';
import { toOrderSummary } from './to-order-view.js';
import { toRefundViews } from './to-refund-views.js';

/** Refunds by order, by case or, without either, all of the account. `data` is a `RefundStatusView`, newest first. */
export const getRefundStatus = defineTool({
  name: 'get_refund_status',
  description:
    'Where a refund is: requested, goods received, money issued, overdue or arrived; with amount, destination and expected date. Give order_id or case_id, or neither for all refunds of the customer.',
  kind: 'read',
  access: 'verified',
  input: z.object({
    order_id: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .optional()
      .describe('The order number as the customer gave it.'),
    case_id: z.string().trim().min(1).max(64).optional().describe('The number of the return.'),
  }),
  run: ({ order_id, case_id }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const orders = await findRefundOrders(transaction, {
        customerId,
        orderIds: order_id === undefined ? undefined : orderIdCandidates(order_id),
        caseId: case_id,
      });
      if (orders.length === 0 && (order_id !== undefined || case_id !== undefined)) {
        return fault('not-found', 'No such order or case on this account. Ask for the number again.');
      }
      const printing = { locale: context.locale, now: context.now() };
      const summaries = orders.map((order) => toOrderSummary(order, printing));
      const data: RefundStatusView = {
        refunds: orders.flatMap((order) => toRefundViews(order, printing)),
        orders: summaries.map(({ id, status, statusText, placedAt }) => ({
          id,
          status,
          statusText,
          placedAt,
        })),
      };
      return { ok: true, data, facts: summaries.map(toOrderFact) };
    }),
});
