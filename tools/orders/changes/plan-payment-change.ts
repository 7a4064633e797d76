import type { OrderRecord } from '../order-record.js';
import { refusalUnlessPaidOnce, refusalUnlessPending } from '../policy.js';
import { canPay, toRefund } from './money-flow.js';
import { type ChangePlan, forbid, type MethodRecord, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';

/** Rule 4: a different method pays the whole amount, and what paid before gets it back; only for one single payment. */
export function planPaymentChange(
  order: OrderRecord,
  { method }: { method: MethodRecord | undefined },
  context: PlanContext,
): ChangePlan<{ amountCents: number; from: string }> {
  const refusal = refusalUnlessPending(order, context.policy);
  if (refusal) return forbid(refusal.code, `Order ${order.id} cannot be paid differently. ${refusal.reason}`);
  if (method === undefined) return forbid('payment-method-not-found', 'There is no such payment method.');
  const several = refusalUnlessPaidOnce(order);
  const [payment] = order.payments;
  if (several || payment === undefined) {
    return forbid(
      'several-payments',
      `Order ${order.id} cannot be paid differently. ${several?.reason ?? ''}`,
    );
  }
  const { methodId, amountCents } = payment;
  if (methodId === method.id) {
    return forbid('same-payment-method', `Order ${order.id} is paid with this method already.`);
  }
  if (!canPay(method, amountCents)) {
    return forbid('insufficient-balance', 'The gift card does not cover the whole amount.');
  }
  const charge = { methodId: method.id, kind: 'payment' as const, amountCents, expectedAt: null };
  const movements = [charge, toRefund({ methodId, cents: amountCents }, context)];
  return { ok: true, change: { ...NO_CHANGE, movements }, amountCents, from: methodId };
}
