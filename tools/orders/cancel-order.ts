import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { loadForWrite } from './changes/load-for-write.js';
import { planCancel } from './changes/plan-cancel.js';
import { sayItem, sayRefundAhead, sayRefundsMade, type Wording } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ORDER_ID_INPUT } from './order-id.js';

/** Cancels a whole pending order and refunds what paid. `data` is a `ProposedView`. */
export const cancelOrder = defineWriteTool({
  name: 'cancel_order',
  description:
    'Propose to cancel a whole order that is still pending. Computes the refund for each payment and when it arrives. Nothing happens before the customer confirms.',
  kind: 'write',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    reason: z
      .enum(['no longer needed', 'ordered by mistake'])
      .describe('What fits best to what the customer said; "no longer needed" when they gave no reason.'),
  }),
  async plan({ order_id, reason }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const planned = planCancel(order, { reason }, context);
    if (!planned.ok) return refuse(planned.code, planned.message);
    const wording: Wording = { currency: order.currency, locale: scope.locale, context };
    const refunds = planned.change.movements.map(({ methodId, amountCents }) => ({
      methodId,
      cents: amountCents,
    }));
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Cancel order ${order.id}`,
        lines: [
          ...order.lines.map((line) => `Cancelled: ${sayItem(line)}`),
          ...refunds.map((refund) => `Refund: ${sayRefundAhead(refund, wording)}`),
        ],
        amountCents: refunds.reduce((sum, { cents }) => sum + cents, 0),
        more: { wording },
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    const refunds = sayRefundsMade(effect.change.movements, effect.wording);
    return { ...done, text: `Order ${effect.order.id} is cancelled. ${refunds}`.trim() };
  },
});
