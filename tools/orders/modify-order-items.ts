import { z } from 'zod';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { planItemChange } from './changes/plan-item-change.js';
import { planPairs } from './changes/plan-pairs.js';
import { ORDER_ID_INPUT } from './order-id.js';
import { PAIRS_INPUT, PAY_WITH_INPUT } from './pairs-input.js';

/** Changes items of a pending order to other variants, all at once and only once. `data` is a `ProposedView`. */
export const modifyOrderItems = defineWriteTool({
  name: 'modify_order_items',
  description:
    'Propose to change items of a pending order to other variants of the same products (colour, size, capacity), all in one call. This works once: afterwards the order is fixed, so ask first whether the list is complete. Nothing happens before the customer confirms.',
  kind: 'write',
  input: z.object({ order_id: ORDER_ID_INPUT, pairs: PAIRS_INPUT, pay_with: PAY_WITH_INPUT }),
  plan: ({ order_id: orderId, pairs, pay_with: payWith }, scope) =>
    planPairs(
      {
        ...{ orderId, pairs, payWith },
        rule: planItemChange,
        title: ({ id }) => `Change items of order ${id}`,
        closing: 'Items can be changed once; after that the order is fixed.',
      },
      scope,
    ),
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return { ...done, text: `The items of order ${done.orderId} are changed.` };
  },
});
