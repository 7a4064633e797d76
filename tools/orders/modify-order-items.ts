import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { chooseDifferenceMethod } from './changes/choose-difference-method.js';
import { loadForWrite } from './changes/load-for-write.js';
import { didNotPay } from './changes/money-flow.js';
import { planItemChange } from './changes/plan-item-change.js';
import type { Wording } from './changes/say-change.js';
import { sayDifference, sayPairs } from './changes/say-pairs.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { findVariants } from './changes/variant-store.js';
import { ORDER_ID_INPUT } from './order-id.js';
import { PAIRS_INPUT, PAY_WITH_INPUT } from './pairs-input.js';

/** Changes items of a pending order to other variants, all at once and only once. `data` is a `ProposedView`. */
export const modifyOrderItems = defineWriteTool({
  name: 'modify_order_items',
  description:
    'Propose to change items of a pending order to other variants of the same products (colour, size, capacity), all in one call. This works once: afterwards the order is fixed, so ask first whether the list is complete. Nothing happens before the customer confirms.',
  kind: 'write',
  input: z.object({ order_id: ORDER_ID_INPUT, pairs: PAIRS_INPUT, pay_with: PAY_WITH_INPUT }),
  async plan({ order_id, pairs, pay_with }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const itemIds = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
    const variants = await findVariants(scope.transaction, { itemIds, lock: scope.lock });
    const chosen = chooseDifferenceMethod(order, context.methods, { typed: pay_with, locale: scope.locale });
    const method = chosen.ok ? chosen.method : undefined;
    const planned = planItemChange(order, { pairs, method, variants }, context);
    if (!planned.ok) {
      return planned.code === 'payment-method-not-found' && !chosen.ok
        ? chosen
        : refuse(planned.code, planned.message);
    }
    const wording: Wording = { currency: order.currency, locale: scope.locale, context };
    const { differenceCents } = planned;
    const elsewhere = differenceCents < 0 && method !== undefined && didNotPay(order, method.id);
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Change items of order ${order.id}`,
        lines: [
          ...sayPairs(order, planned.pairs, wording),
          sayDifference(differenceCents, method, wording),
          'Items can be changed once; after that the order is fixed.',
        ],
        amountCents: -differenceCents,
        level: elsewhere ? 'step-up' : 'verified',
        more: {},
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return { ...done, text: `The items of order ${done.orderId} are changed.` };
  },
});
