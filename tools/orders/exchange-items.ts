import { z } from 'zod';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { planExchange } from './changes/plan-exchange.js';
import { planPairs } from './changes/plan-pairs.js';
import { ORDER_ID_INPUT } from './order-id.js';
import { PAIRS_INPUT, PAY_WITH_INPUT } from './pairs-input.js';

/** Exchanges delivered items for other variants, once an order. `data` is a `ProposedView`. */
export const exchangeItems = defineWriteTool({
  name: 'exchange_items',
  description:
    'Propose to exchange delivered items for other variants of the same products that are in stock, all in one call, once an order. The new items are set aside; the difference is charged or refunded when the old ones have arrived. Nothing happens before the customer confirms.',
  kind: 'write',
  input: z.object({ order_id: ORDER_ID_INPUT, pairs: PAIRS_INPUT, pay_with: PAY_WITH_INPUT }),
  plan: ({ order_id: orderId, pairs, pay_with: payWith }, scope) =>
    planPairs(
      {
        ...{ orderId, pairs, payWith },
        rule: planExchange,
        title: ({ id }) => `Exchange items of order ${id}`,
        closing: 'The new items are sent, and the difference is settled, when the old ones have arrived.',
      },
      scope,
    ),
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return {
      ...done,
      text: `The exchange for order ${done.orderId} is open; its number is ${done.caseId}. Write the number on the parcel and send the old items back to us; the new ones are set aside for you.`,
    };
  },
});
