import { z } from 'zod';
import { refuse } from '../../tools/actions/write-plan.js';
import { defineWriteTool } from '../../tools/actions/write-tool.js';
import { applyOrderChange } from '../../tools/orders/changes/apply-order-change.js';
import { chooseMethod } from '../../tools/orders/changes/choose-method.js';
import { loadForWrite } from '../../tools/orders/changes/load-for-write.js';
import { planExchange } from '../../tools/orders/changes/plan-exchange.js';
import { planItemChange } from '../../tools/orders/changes/plan-item-change.js';
import { planPairs } from '../../tools/orders/changes/plan-pairs.js';
import { planReturn } from '../../tools/orders/changes/plan-return.js';
import { toOrderPlan } from '../../tools/orders/changes/to-order-plan.js';

const INPUT = z.object({ order_id: z.string(), method: z.string() });

/**
 * An upstream quirk: a change, an exchange and a return of nothing succeed there and move the order on. Our tools take
 * no empty list, so these stand in for them, with our own rules, our own effect and our own commit.
 */
export const EMPTY_LIST_TOOLS = [
  pairsOfNothing('modify_order_items_of_nothing', planItemChange),
  pairsOfNothing('exchange_items_of_nothing', planExchange),
  defineWriteTool({
    name: 'return_items_of_nothing',
    description: 'Returns nothing.',
    kind: 'write',
    input: INPUT,
    async plan({ order_id, method: typed }, scope) {
      const loaded = await loadForWrite(scope, order_id);
      if (!loaded.ok) return loaded;
      const { order, context } = loaded;
      const chosen = chooseMethod(context.methods, typed, scope.locale);
      const destination = chosen.ok ? chosen.method : undefined;
      const planned = planReturn(order, { items: [], destination }, context);
      if (!planned.ok) return refuse(planned.code, planned.message);
      const { change } = planned;
      return toOrderPlan({ order, change, title: 'Return nothing', lines: [], more: {} }, scope);
    },
    apply: async (effect, scope) => ({ ...(await applyOrderChange(effect, scope)), text: 'Done.' }),
  }),
];

function pairsOfNothing(name: string, rule: typeof planItemChange) {
  return defineWriteTool({
    ...{ name, description: 'Changes nothing.', kind: 'write' as const, input: INPUT },
    plan: ({ order_id: orderId, method: payWith }, scope) =>
      planPairs({ orderId, pairs: [], payWith, rule, title: () => 'Change nothing', closing: '' }, scope),
    apply: async (effect, scope) => ({ ...(await applyOrderChange(effect, scope)), text: 'Done.' }),
  });
}
