import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { loadForWrite } from './changes/load-for-write.js';
import { PROBLEM_KINDS, type ProblemKind, planProblem } from './changes/plan-problem.js';
import { sayItem } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ITEM_ID_INPUT } from './item-input.js';
import { ORDER_ID_INPUT } from './order-id.js';

const TITLE: Record<ProblemKind, string> = {
  damaged: 'Report damage',
  wrong: 'Report a wrong item',
  missing: 'Report something missing',
  late: 'Report a late delivery',
};

/** Opens a case for something that arrived damaged, wrong, late or not at all. `data` is a `ProposedView`. */
export const reportProblem = defineWriteTool({
  name: 'report_problem',
  description:
    'Propose to open a case for a problem with a shipped or delivered order: damaged, wrong, missing or late. Colleagues then arrange a replacement or refund; note the wish of the customer. Nothing happens before the customer confirms.',
  kind: 'write',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    kind: z.enum(PROBLEM_KINDS),
    items: z.array(ITEM_ID_INPUT).max(20).optional().describe('Item ids it concerns; left out means all.'),
    wish: z.enum(['replacement', 'refund']).optional().describe('Only when the customer said so.'),
    description: z.string().trim().min(1).max(500).describe('What is wrong, in the words of the customer.'),
  }),
  async plan({ order_id, kind, items = [], wish, description }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order } = loaded;
    const planned = planProblem(order, { kind, itemIds: items, wish, description });
    if (!planned.ok) return refuse(planned.code, planned.message);
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `${TITLE[kind]} (order ${order.id})`,
        lines: [
          ...planned.lines.map((line) => `Item: ${sayItem(line)}`),
          `What happened: ${description}`.slice(0, 300),
          ...(wish === undefined ? [] : [`Your wish: a ${wish}`]),
          'A colleague looks at the case and gets back to you.',
        ],
        // Another item, or something else that is wrong with this one, is another report and corrects none.
        subjects: planned.lines.map(({ itemId }) => `${order.id} ${kind} ${itemId}`),
        more: {},
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return {
      ...done,
      text: `The case for order ${done.orderId} is open; its number is ${done.caseId}. Please keep the item and its packaging until a colleague gets back to you.`,
    };
  },
});
