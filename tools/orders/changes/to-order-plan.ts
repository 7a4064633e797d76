import type { WritePlan, WriteScope } from '../../actions/write-plan.js';
import { toOrderFact } from '../order-fact.js';
import type { OrderRecord } from '../order-record.js';
import { toOrderSummary } from '../to-order-view.js';
import type { OrderEffect } from './apply-order-change.js';
import type { OrderChange } from './order-change.js';

/** What is particular about the offer of one change. */
export interface OrderOffer<More> {
  order: OrderRecord;
  change: OrderChange;
  title: string;
  lines: readonly string[];
  /** To the customer if positive; absent where no money moves, now or later. */
  amountCents?: number;
  approval?: 'customer' | 'staff';
  level?: 'verified' | 'step-up';
  /** What it is about where that is less than the whole order. */
  subjects?: readonly string[];
  /** What carrying it out needs to know beside the change. */
  more: More;
}

const MOST_LINES = 20;

/** The plan of a write tool for a change of an order. Its terms are everything that the change does, without dates. */
export function toOrderPlan<More>(
  {
    order,
    change,
    title,
    lines,
    amountCents,
    approval = 'customer',
    level = 'verified',
    subjects = [order.id],
    more,
  }: OrderOffer<More>,
  { locale, now }: Pick<WriteScope, 'locale' | 'now'>,
): WritePlan<OrderEffect & More> {
  const { movements, ...rest } = change;
  const agreed = movements.map(({ methodId, kind, amountCents: cents }) => ({ methodId, kind, cents }));
  const amount =
    amountCents === undefined || amountCents === 0
      ? {}
      : { amount: { cents: amountCents, currency: order.currency } };
  return {
    ok: true,
    terms: { orderId: order.id, ...rest, movements: agreed },
    subjects,
    summary: { title, lines: lines.slice(0, MOST_LINES).map((line) => line.slice(0, 300)) },
    ...amount,
    approval,
    level,
    effect: { order, change, ...more },
    facts: [toOrderFact(toOrderSummary(order, { locale, now }))],
  };
}
