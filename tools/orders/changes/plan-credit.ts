import { judgePunctuality } from '../delivery.js';
import { type OrderRecord, orderTotalCents } from '../order-record.js';
import { keptCents, splitRefund, toRefund } from './money-flow.js';
import { type ChangePlan, forbid, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';

/** A goodwill credit that is asked for, and what the customer got of that kind in the year before. */
export interface CreditRequest {
  amountCents: number;
  reason: string;
  givenThisYearCents: number;
}

/**
 * Rule 8: only where a problem with the order is on record, never more than it cost, back to what paid. Small amounts are
 * the customer's to confirm; above the limits a colleague decides.
 */
export function planCredit(
  order: OrderRecord,
  { amountCents, reason, givenThisYearCents }: CreditRequest,
  context: PlanContext,
): ChangePlan<{ refunds: { methodId: string; cents: number }[]; approval: 'customer' | 'staff' }> {
  if (!hasProblem(order, context.now)) {
    return forbid(
      'no-complaint',
      `No problem with order ${order.id} is on record, so there is nothing to make up for.`,
    );
  }
  if (amountCents > keptCents(order)) {
    return forbid('more-than-paid', `That is more than was paid for order ${order.id}.`);
  }
  const { percentOfOrder, onceCents, yearCents } = context.policy.goodwill;
  const share = Math.floor((orderTotalCents(order) * percentOfOrder) / 100);
  const isSmall = amountCents <= Math.min(share, onceCents) && givenThisYearCents + amountCents <= yearCents;
  const refunds = splitRefund(order, amountCents);
  const change = {
    ...NO_CHANGE,
    movements: refunds.map((refund) => toRefund(refund, context)),
    openCase: {
      kind: 'goodwill' as const,
      status: 'resolved' as const,
      topic: `Credit for order ${order.id}`,
      summary: reason,
      data: { amountCents },
    },
  };
  return { ok: true, change, refunds, approval: isSmall ? 'customer' : 'staff' };
}

function hasProblem(order: OrderRecord, now: Date): boolean {
  const reported = order.cases.some(
    ({ kind, status }) => (kind === 'damage' || kind === 'warranty') && status !== 'rejected',
  );
  return (
    reported || order.shipments.some((shipment) => judgePunctuality(shipment, now).state.endsWith('late'))
  );
}
