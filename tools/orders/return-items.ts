import { z } from 'zod';
import { refuse, type WriteRefusal, type WriteScope } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { chooseMethod, matchMethods } from './changes/choose-method.js';
import { type LoadedOrder, loadForWrite } from './changes/load-for-write.js';
import { didNotPay } from './changes/money-flow.js';
import type { MethodRecord } from './changes/order-change.js';
import { planReturn, type ReturnDetails } from './changes/plan-return.js';
import { sayItem, sayMethodById, sayMoney, type Wording } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ITEM_ID_INPUT, QUANTITY_INPUT } from './item-input.js';
import { ORDER_ID_INPUT } from './order-id.js';

const NO_REASON = 'not given';

/** Starts a return of delivered items. `data` is a `ProposedView`; a valuable return needs a colleague's approval too. */
export const returnItems = defineWriteTool({
  name: 'return_items',
  description:
    "Propose to return delivered items of one order. Checks each item's return window and final sale, and computes the refund. Money goes back to what paid, or to a gift card of the customer's when they ask for that. Nothing happens before the customer confirms.",
  kind: 'approval',
  input: z.object({
    order_id: ORDER_ID_INPUT,
    items: z
      .array(
        z.object({
          item_id: ITEM_ID_INPUT,
          quantity: QUANTITY_INPUT,
          reason: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe("The customer's reason in a few words, when they gave one."),
        }),
      )
      .min(1)
      .max(20),
    refund_to: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .describe('Only when the customer asks for something else than the original payment: "gift card".'),
  }),
  async plan({ order_id, items, refund_to }, scope) {
    const loaded = await loadForWrite(scope, order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const chosen = chooseDestination(loaded, refund_to, scope);
    const planned = planReturn(
      order,
      {
        items: items.map(({ item_id, quantity, reason }) => ({
          itemId: item_id,
          quantity,
          reason: reason ?? NO_REASON,
        })),
        destination: chosen.ok ? chosen.destination : undefined,
      },
      context,
    );
    if (!planned.ok) {
      return planned.code === 'payment-method-not-found' && !chosen.ok
        ? chosen
        : refuse(planned.code, planned.message);
    }
    const wording: Wording = { currency: order.currency, locale: scope.locale, context };
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Return from order ${order.id}`,
        lines: sayReturn(planned, wording),
        amountCents: planned.refundCents,
        approval: planned.approval,
        level: planned.elsewhere ? 'step-up' : 'verified',
        more: {},
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return {
      ...done,
      text: `The return from order ${done.orderId} is open; its number is ${done.caseId}. Write the number on the parcel and send it back to us; the refund is made when it has arrived.`,
    };
  },
});

/** Where words fit several methods, such as "card", the one that paid is meant. */
function chooseDestination(
  { order, context }: LoadedOrder,
  typed: string | undefined,
  { locale }: WriteScope,
): { ok: true; destination: 'original' | MethodRecord } | WriteRefusal {
  if (typed === undefined || /^original\b/i.test(typed)) return { ok: true, destination: 'original' };
  const [paid, ...others] = matchMethods(context.methods, typed).filter(({ id }) => !didNotPay(order, id));
  if (paid !== undefined && others.length === 0) return { ok: true, destination: paid };
  const chosen = chooseMethod(context.methods, typed, locale);
  return chosen.ok ? { ok: true, destination: chosen.method } : chosen;
}

function sayReturn({ lines, refunds, approval }: ReturnDetails, wording: Wording): string[] {
  const { methods, policy } = wording.context;
  return [
    ...lines.map(({ line, quantity, reason }) => {
      const why = reason === NO_REASON ? '' : `, because: ${reason}`;
      return `Send back: ${sayItem({ ...line, quantity })}${why}`;
    }),
    ...refunds.map(
      ({ methodId, cents }) =>
        `Refund when it has arrived: ${sayMoney(cents, wording)} to ${sayMethodById(methodId, methods)}`,
    ),
    ...(approval === 'staff'
      ? [`A colleague approves returns above ${sayMoney(policy.returnApprovalAboveCents, wording)} first.`]
      : []),
  ];
}
