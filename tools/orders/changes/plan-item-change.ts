import type { OrderRecord } from '../order-record.js';
import { refusalUnlessPending } from '../policy.js';
import { checkPairs } from './check-pairs.js';
import { canPay, toRefund } from './money-flow.js';
import {
  type ChangePlan,
  forbid,
  type MethodRecord,
  type MoneyMovement,
  NO_CHANGE,
  type VariantRecord,
} from './order-change.js';
import type { PlanContext } from './plan-context.js';
import { type ItemPair, priceDifference, type ResolvedPair, replaceItems } from './replace-items.js';

/** What is to become what, and over which method the difference goes; a method is needed only where there is one. */
export interface ItemChangeRequest {
  pairs: readonly ItemPair[];
  method: MethodRecord | undefined;
  variants: readonly VariantRecord[];
}

/** Rule 4: all items of the request at once, to other variants of the same products that are in stock, and only once. */
export function planItemChange(
  order: OrderRecord,
  { pairs: asked, method, variants }: ItemChangeRequest,
  context: PlanContext,
): ChangePlan<{ pairs: ResolvedPair[]; differenceCents: number }> {
  const { policy } = context;
  const refusal = refusalUnlessPending(order, policy);
  if (refusal)
    return forbid(refusal.code, `The items of order ${order.id} cannot be changed. ${refusal.reason}`);
  const checked = checkPairs(order, asked, variants, policy);
  if (!checked.ok) return checked;
  const { pairs } = checked;
  const lines = replaceItems(order.lines, pairs);
  const differenceCents = priceDifference(order.lines, lines);
  if (method === undefined && (differenceCents !== 0 || policy.recordZeroDifference)) {
    return forbid('payment-method-not-found', 'A payment method for the difference is needed.');
  }
  if (method !== undefined && !canPay(method, differenceCents)) {
    return forbid('insufficient-balance', 'The gift card does not cover the difference.');
  }
  const movements = method === undefined ? [] : toMovements(differenceCents, method, context);
  const stock = pairs.flatMap(({ from, to, quantity }) => [
    { itemId: to.itemId, quantity: -quantity },
    { itemId: from, quantity },
  ]);
  const change = { ...NO_CHANGE, status: 'pending-modified' as const, lines, movements, stock };
  return { ok: true, change, pairs, differenceCents };
}

function toMovements(difference: number, method: MethodRecord, context: PlanContext): MoneyMovement[] {
  if (difference > 0) {
    return [{ methodId: method.id, kind: 'payment', amountCents: difference, expectedAt: null }];
  }
  if (difference === 0 && !context.policy.recordZeroDifference) return [];
  return [toRefund({ methodId: method.id, cents: Math.abs(difference) }, context)];
}
