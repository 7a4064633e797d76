import { z } from 'zod';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { defineTool } from '../tool.js';
import { loadOrder } from './load-order.js';
import { toOrderFact } from './order-fact.js';
import { ORDER_ID_INPUT } from './order-id.js';
import type { OrderView } from './order-view.js';
import { toOrderItem, toOrderView } from './to-order-view.js';

/**
 * One order of the customer in full. `data` is an `OrderView`; `allowedActions` has one verdict for each action,
 * with the reason for each that is not allowed. Facts: the order, then its lines as products, in order.
 */
export const getOrder = defineTool({
  name: 'get_order',
  description:
    "One of the customer's orders in full: items, prices, payments and refunds, parcels, address, and under allowedActions whether it can be cancelled, changed, returned or exchanged now, with the reason when not. Use it whenever a customer asks about or wants something done to one order. Answer from allowedActions; never judge by yourself.",
  kind: 'read',
  access: 'verified',
  input: z.object({ order_id: ORDER_ID_INPUT }),
  run: ({ order_id }, context) =>
    loadOrder(context, order_id, (order) => {
      const view: OrderView = toOrderView(order, {
        locale: context.locale,
        now: context.now(),
        policy: context.policy ?? DEFAULT_POLICY,
      });
      return {
        ok: true,
        data: view,
        items: [toOrderItem(view)],
        facts: [
          toOrderFact(view),
          ...view.lines.map((line) => ({ kind: 'product' as const, id: line.productId, label: line.name })),
        ],
      };
    }),
});
