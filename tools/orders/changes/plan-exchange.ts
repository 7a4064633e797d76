import type { OrderRecord } from '../order-record.js';
import { refusalAfterExchange, refusalUnlessDelivered } from '../policy.js';
import { checkPairs } from './check-pairs.js';
import { canPay } from './money-flow.js';
import { type ChangePlan, forbid, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';
import type { ItemChangeRequest } from './plan-item-change.js';
import { priceDifference, type ResolvedPair, replaceItems } from './replace-items.js';

/**
 * Rule 6: delivered, the same product, another variant in stock, once an order. The new items are set aside at once; the
 * old ones must come back before anything is sent or the difference moves, so no money moves here.
 */
export function planExchange(
  order: OrderRecord,
  { pairs: asked, method, variants }: ItemChangeRequest,
  { policy }: Pick<PlanContext, 'policy'>,
): ChangePlan<{ pairs: ResolvedPair[]; differenceCents: number }> {
  const refusal = refusalUnlessDelivered(order, policy) ?? refusalAfterExchange(order);
  if (refusal) return forbid(refusal.code, `Order ${order.id} cannot be exchanged. ${refusal.reason}`);
  const checked = checkPairs(order, asked, variants, policy);
  if (!checked.ok) return checked;
  const { pairs } = checked;
  const differenceCents = priceDifference(order.lines, replaceItems(order.lines, pairs));
  if (method === undefined && (differenceCents !== 0 || policy.recordZeroDifference)) {
    return forbid('payment-method-not-found', 'A payment method for the difference is needed.');
  }
  if (method !== undefined && !canPay(method, differenceCents)) {
    return forbid('insufficient-balance', 'The gift card does not cover the difference.');
  }
  const names = [...new Set(pairs.map(({ to }) => to.name))].join(', ');
  const change = {
    ...NO_CHANGE,
    status: 'exchange-requested' as const,
    stock: pairs.map(({ to, quantity }) => ({ itemId: to.itemId, quantity: -quantity })),
    openCase: {
      kind: 'exchange' as const,
      status: 'open' as const,
      topic: `Exchange of ${names}`,
      summary: '',
      data: {
        pairs: pairs.map(({ from, to, quantity }) => ({ from, to: to.itemId, quantity })),
        differenceCents,
        methodId: method?.id ?? null,
      },
    },
  };
  return { ok: true, change, pairs, differenceCents };
}
