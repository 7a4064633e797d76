import { z } from 'zod';
import { isAmountSaid } from '../actions/argument-origin.js';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { findGoodwillSince } from './changes/goodwill-store.js';
import { loadForWrite } from './changes/load-for-write.js';
import { planCredit } from './changes/plan-credit.js';
import { sayMoney, sayRefundAhead, sayRefundsMade, type Wording } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ORDER_ID_INPUT } from './order-id.js';

const YEAR_MS = 365 * 86_400_000;

/** Gives money back for an order that went wrong. `data` is a `ProposedView`; above the limits a colleague decides. */
export const issueCredit = defineWriteTool({
  name: 'issue_credit',
  description:
    'Propose a goodwill credit for an order with a problem on record (a case, or a late delivery), back to what paid. Only when the customer asks for compensation, never unprompted. Above the limits a colleague decides. Nothing happens before the customer confirms.',
  kind: 'approval',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    amount_cents: z.int().min(1).max(500_000).describe('What the customer asks for, in cents of the order.'),
    reason: z.string().trim().min(1).max(300).describe('What went wrong, in a few words.'),
  }),
  origins: ({ amount_cents }) => [
    { from: 'customer', what: 'this amount', isSaid: (words) => isAmountSaid(amount_cents, words) },
  ],
  async plan({ order_id, amount_cents, reason }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const { transaction, customerId, now } = scope;
    // The customer's payment methods are locked by now, so that two credits are never weighed at the same time.
    const givenThisYearCents = await findGoodwillSince(transaction, {
      customerId,
      since: new Date(now.getTime() - YEAR_MS),
    });
    const planned = planCredit(order, { amountCents: amount_cents, reason, givenThisYearCents }, context);
    if (!planned.ok) return refuse(planned.code, planned.message);
    const wording: Wording = { currency: order.currency, locale: scope.locale, context };
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Credit of ${sayMoney(amount_cents, wording)} for order ${order.id}`,
        lines: [
          `Because: ${reason}`,
          ...planned.refunds.map((refund) => `Refund: ${sayRefundAhead(refund, wording)}`),
          ...(planned.approval === 'staff' ? ['A colleague decides on a credit of this size.'] : []),
        ],
        amountCents: amount_cents,
        approval: planned.approval,
        more: { wording },
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return {
      ...done,
      text: `The credit is given. ${sayRefundsMade(effect.change.movements, effect.wording)}`,
    };
  },
});
