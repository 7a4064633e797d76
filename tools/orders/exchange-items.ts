import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { chooseDifferenceMethod } from './changes/choose-difference-method.js';
import { loadForWrite } from './changes/load-for-write.js';
import { didNotPay } from './changes/money-flow.js';
import { planExchange } from './changes/plan-exchange.js';
import type { Wording } from './changes/say-change.js';
import { sayDifference, sayPairs } from './changes/say-pairs.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { findVariants } from './changes/variant-store.js';
import { ORDER_ID_INPUT } from './order-id.js';
import { PAIRS_INPUT, PAY_WITH_INPUT } from './pairs-input.js';

/** Exchanges delivered items for other variants, once an order. `data` is a `ProposedView`. */
export const exchangeItems = defineWriteTool({
  name: 'exchange_items',
  description:
    'Propose to exchange delivered items for other variants of the same products that are in stock, all in one call, once an order. The new items are set aside; the difference is charged or refunded when the old ones have arrived. Nothing happens before the customer confirms.',
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
    const planned = planExchange(order, { pairs, method, variants }, context);
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
        title: `Exchange items of order ${order.id}`,
        lines: [
          ...sayPairs(order, planned.pairs, wording),
          sayDifference(differenceCents, method, wording),
          'The new items are sent, and the difference is settled, when the old ones have arrived.',
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
    return {
      ...done,
      text: `The exchange for order ${done.orderId} is open; its number is ${done.caseId}. Write the number on the parcel and send the old items back to us; the new ones are set aside for you.`,
    };
  },
});
