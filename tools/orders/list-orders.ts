import { z } from 'zod';
import type { OrderStatus } from '../../database/schema.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { toOrderFact } from './order-fact.js';
import { listOrderPage, type OrderPage } from './order-list-store.js';
import type { OrderSummary } from './order-view.js';
import { toOrderItem, toOrderSummary } from './to-order-view.js';

/** What `list_orders` answers. */
export interface OrderListView {
  /** Newest first, at most 10. */
  orders: OrderSummary[];
  /** How many orders fit in all, not only on this page. */
  total: number;
  /** Pass as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
  /** The product words that were looked for, null when all products were meant. */
  productQuery: string | null;
}

const PAGE_SIZE = 10;

const statusFilter = z
  .enum([
    'pending',
    'pending-modified',
    'processed',
    'shipped',
    'delivered',
    'cancelled',
    'return-requested',
    'exchange-requested',
    'open',
  ])
  .describe('Only orders in this status; "open" means everything not delivered and not cancelled.');

/** The customer's orders, newest first. `data` is an `OrderListView`; no match is an empty list, not a fault. */
export const listOrders = defineTool({
  name: 'list_orders',
  description:
    "The customer's orders, newest first. Use it to find an order when no number was given: by product words (product_query), status or time. Returns at most 10 and a cursor for more.",
  kind: 'read',
  access: 'verified',
  input: z.object({
    status: statusFilter.optional(),
    since: z.iso.date().optional().describe('Only orders placed on this UTC day or later, as YYYY-MM-DD.'),
    product_query: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .describe('Words for a product in the order, such as "headphones".'),
    cursor: z.string().max(200).optional().describe('nextCursor of the page before.'),
  }),
  run: ({ status, since, product_query, cursor }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const page: OrderPage = await listOrderPage(transaction, {
        customerId,
        statuses: statusesOf(status),
        since: since === undefined ? undefined : new Date(`${since}T00:00:00Z`),
        productQuery: product_query,
        cursor,
        limit: PAGE_SIZE,
      });
      const printing = { locale: context.locale, now: context.now() };
      const orders = page.orders.map((order) => toOrderSummary(order, printing));
      const data: OrderListView = {
        orders,
        total: page.total,
        nextCursor: page.nextCursor,
        productQuery: product_query ?? null,
      };
      return { ok: true, data, items: orders.map(toOrderItem), facts: orders.map(toOrderFact) };
    }),
});

function statusesOf(status: z.infer<typeof statusFilter> | undefined): OrderStatus[] {
  if (status === undefined) return [];
  return status === 'open' ? ['pending', 'pending-modified', 'processed', 'shipped'] : [status];
}
