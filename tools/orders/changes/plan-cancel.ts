import type { OrderRecord } from '../order-record.js';
import { refusalUnlessPending } from '../policy.js';
import { keptByMethod, toRefund } from './money-flow.js';
import { type ChangePlan, forbid, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';

/** Rule 3: the whole order, only while it is pending, for one of the shop's reasons; all that it kept goes back to what paid. */
export function planCancel(
  order: OrderRecord,
  { reason }: { reason: string },
  context: PlanContext,
): ChangePlan<unknown> {
  const refusal = refusalUnlessPending(order, context.policy);
  if (refusal) return forbid(refusal.code, `Order ${order.id} cannot be cancelled. ${refusal.reason}`);
  if (!context.policy.cancelReasons.includes(reason)) {
    const reasons = context.policy.cancelReasons.join(', ');
    return forbid('invalid-reason', `An order can be cancelled for one of these reasons: ${reasons}.`);
  }
  const refunds = [...keptByMethod(order)].map(([methodId, cents]) => ({ methodId, cents }));
  const change = {
    ...NO_CHANGE,
    status: 'cancelled' as const,
    cancelReason: reason,
    movements: refunds.map((refund) => toRefund(refund, context)),
    stock: order.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
  };
  return { ok: true, change };
}
