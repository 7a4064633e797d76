import { z } from 'zod';
import type { CaseFact } from '../../contract/session-context.js';
import { fault } from '../fault.js';
import { deliveredAt } from '../orders/delivery.js';
import { toOrderFact } from '../orders/order-fact.js';
import { ORDER_ID_INPUT, orderIdCandidates } from '../orders/order-id.js';
import { orderNotFound } from '../orders/order-not-found.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool, type ToolResult } from '../tool.js';
import { matchLines } from './match-line.js';
import { judgeWarranty } from './warranty-policy.js';
import { findWarrantyOrder, type WarrantyOrder } from './warranty-store.js';

type WarrantyLine = WarrantyOrder['lines'][number];

/** What `check_warranty` answers: one entry for each item that is meant. Dates are ISO instants in UTC. */
export interface WarrantyView {
  orderId: string;
  items: {
    itemId: string;
    productId: string;
    name: string;
    warrantyMonths: number;
    deliveredAt: string | null;
    /** `none` and `not-started` come with `reason`, the other two with `until`. */
    state: 'covered' | 'expired' | 'not-started' | 'none';
    until: string | null;
    /** Days of cover left when covered. */
    daysLeft: number | null;
    reason: string | null;
  }[];
}

/** Warranty of what was bought, computed from the delivery. `data` is a `WarrantyView`. */
export const checkWarranty = defineTool({
  name: 'check_warranty',
  description:
    'Whether an ordered item is under warranty, until when, or since when not. Give the order number and the item (item id, product id or product words); without item all items of the order are checked.',
  kind: 'read',
  access: 'verified',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    item: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .describe('Item id, product id or words for the product.'),
  }),
  run: ({ order_id, item }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const orderIds = orderIdCandidates(order_id);
      const order = await findWarrantyOrder(transaction, { customerId, orderIds });
      if (!order) return orderNotFound();
      const lines = item === undefined ? order.lines : matchLines(order.lines, item);
      if (lines.length === 0) return itemNotFound(order);
      const now = context.now();
      const data: WarrantyView = {
        orderId: order.id,
        items: lines.map((line) => toWarrantyItem(order, line, now)),
      };
      return { ok: true, data, facts: toFacts(order, lines) };
    }),
});

function itemNotFound(order: WarrantyOrder): ToolResult {
  const names = order.lines.map((line) => line.productName).join(', ');
  return fault(
    'not-found',
    `That item is not in order ${order.id}. It has: ${names}. Ask which one is meant.`,
  );
}

function toFacts(order: WarrantyOrder, lines: readonly WarrantyLine[]): Omit<CaseFact, 'agent'>[] {
  const placed = { id: order.id, status: order.status, placedAt: order.placedAt.toISOString() };
  const named = order.lines.map((line) => ({ name: line.productName }));
  return [
    toOrderFact({ ...placed, lines: named }),
    ...lines.map((line) => ({ kind: 'product' as const, id: line.productId, label: line.productName })),
  ];
}

function toWarrantyItem(order: WarrantyOrder, line: WarrantyLine, now: Date): WarrantyView['items'][number] {
  const delivered = deliveredAt(order, line);
  const verdict = judgeWarranty(
    {
      deliveredAt: delivered,
      warrantyMonths: line.warrantyMonths,
      cancelled: order.status === 'cancelled',
    },
    now,
  );
  return {
    itemId: line.itemId,
    productId: line.productId,
    name: line.productName,
    warrantyMonths: line.warrantyMonths,
    deliveredAt: delivered?.toISOString() ?? null,
    state: verdict.state,
    until: 'until' in verdict ? verdict.until.toISOString() : null,
    daysLeft: verdict.state === 'covered' ? verdict.daysLeft : null,
    reason: 'reason' in verdict ? verdict.reason : null,
  };
}
