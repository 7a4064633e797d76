import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { chooseMethod, sayMethod } from './changes/choose-method.js';
import { loadForWrite } from './changes/load-for-write.js';
import { planPaymentChange } from './changes/plan-payment-change.js';
import { sayMoney, sayRefundAhead, sayRefundsMade, type Wording } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ORDER_ID_INPUT } from './order-id.js';

/** Pays a pending order with another method. `data` is a `ProposedView`; changing a payment needs a one-time code. */
export const modifyOrderPayment = defineWriteTool({
  name: 'modify_order_payment',
  description:
    "Propose to pay a pending order with another of the customer's payment methods; what paid before gets the money back, and a gift card must cover the whole amount. Nothing happens before the customer confirms.",
  kind: 'write',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    payment_method: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .describe('The method in the words of the customer, such as "PayPal", "Visa 4242" or "gift card".'),
  }),
  async plan({ order_id, payment_method }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const chosen = chooseMethod(context.methods, payment_method, scope.locale);
    const planned = planPaymentChange(order, { method: chosen.ok ? chosen.method : undefined }, context);
    if (!planned.ok) {
      return planned.code === 'payment-method-not-found' && !chosen.ok
        ? chosen
        : refuse(planned.code, planned.message);
    }
    if (!chosen.ok) return chosen;
    const wording: Wording = { currency: order.currency, locale: scope.locale, context };
    const { amountCents, from } = planned;
    const method = sayMethod(chosen.method, scope.locale);
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Pay order ${order.id} with ${method}`,
        lines: [
          `Charge: ${sayMoney(amountCents, wording)} to ${method}`,
          `Refund: ${sayRefundAhead({ methodId: from, cents: amountCents }, wording)}`,
        ],
        level: 'step-up',
        more: { wording },
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    const refund = sayRefundsMade(effect.change.movements, effect.wording);
    return { ...done, text: `Order ${done.orderId} is now paid with the other method. ${refund}` };
  },
});
