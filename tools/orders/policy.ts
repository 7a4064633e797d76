import { daysBetween, endOfDayAfter, printDate } from '../calendar.js';
import type { PolicySettings } from '../policy-settings.js';
import { printMoney } from '../print-money.js';
import { deliveredAt } from './delivery.js';
import type { OrderLineRecord, OrderRecord } from './order-record.js';

/** What a customer may want done to an order. */
export const ORDER_ACTIONS = [
  'cancel',
  'modify-address',
  'modify-payment',
  'modify-items',
  'return',
  'exchange',
] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];

/** Why policy refuses; programs read the code, customers the sentence beside it. */
export type RefusalCode =
  | 'already-processed'
  | 'already-shipped'
  | 'already-delivered'
  | 'already-cancelled'
  | 'order-frozen'
  | 'return-in-progress'
  | 'exchange-in-progress'
  | 'already-exchanged'
  | 'several-payments'
  | 'not-delivered'
  | 'final-sale'
  | 'return-window-closed'
  | 'no-other-variant';

/** A verdict on one action: allowed with a note on how it works, or refused with the reason. */
export type ActionVerdict =
  | { action: OrderAction; allowed: true; note: string }
  | { action: OrderAction; allowed: false; code: RefusalCode; reason: string };

/** Whether one line of an order can be returned, and until when, the end of that UTC day included. */
export type ReturnVerdict =
  | { allowed: true; until: Date }
  | { allowed: false; code: RefusalCode; reason: string };

/** A reason with its code. */
export interface Refusal {
  code: RefusalCode;
  reason: string;
}

/** The verdict on every action, in the order of `ORDER_ACTIONS`: the shop's rules 3 to 7, and nothing but them. */
export function judgeOrder(order: OrderRecord, settings: PolicySettings, now: Date): ActionVerdict[] {
  return ORDER_ACTIONS.map((action) => judgeAction(action, order, settings, now));
}

function judgeAction(
  action: OrderAction,
  order: OrderRecord,
  settings: PolicySettings,
  now: Date,
): ActionVerdict {
  const refusal = refusalOf(action, order, settings, now);
  if (refusal) return { action, allowed: false, ...refusal };
  return { action, allowed: true, note: noteOn(action, order, settings, now) };
}

function refusalOf(
  action: OrderAction,
  order: OrderRecord,
  settings: PolicySettings,
  now: Date,
): Refusal | undefined {
  switch (action) {
    case 'cancel':
    case 'modify-address':
      return refusalUnlessPending(order, settings);
    case 'modify-payment':
      return refusalUnlessPending(order, settings) ?? refusalUnlessPaidOnce(order);
    case 'modify-items':
      return refusalUnlessPending(order, settings) ?? refusalWithoutOtherVariant(order);
    case 'return':
      return refusalUnlessDelivered(order, settings) ?? refusalWithoutReturnableLine(order, settings, now);
    case 'exchange':
      return (
        refusalUnlessDelivered(order, settings) ??
        refusalAfterExchange(order) ??
        refusalWithoutOtherVariant(order)
      );
  }
}

/** Why nothing of the order can be changed now; undefined while it is pending. */
export function refusalUnlessPending(order: OrderRecord, settings: PolicySettings): Refusal | undefined {
  const later = `It can be returned within ${settings.returnWindowDays} days after it arrives.`;
  switch (order.status) {
    case 'pending':
      return undefined;
    case 'pending-modified':
      return {
        code: 'order-frozen',
        reason: `Its items were changed once already, and after that an order is fixed. ${later}`,
      };
    case 'processed':
      return { code: 'already-processed', reason: `It is already being packed. ${later}` };
    case 'shipped':
      return { code: 'already-shipped', reason: `It is already on its way. ${later}` };
    case 'delivered':
      return { code: 'already-delivered', reason: 'It has been delivered already.' };
    default:
      return refusalWhenClosed(order);
  }
}

/** Why nothing of the order can be sent back now; undefined when it was delivered. */
export function refusalUnlessDelivered(order: OrderRecord, settings: PolicySettings): Refusal | undefined {
  switch (order.status) {
    case 'delivered':
      return undefined;
    case 'pending':
    case 'pending-modified':
    case 'processed':
    case 'shipped':
      return {
        code: 'not-delivered',
        reason: `It has not been delivered yet. This becomes possible when it arrives; a return within ${settings.returnWindowDays} days from then.`,
      };
    default:
      return refusalWhenClosed(order);
  }
}

function refusalWhenClosed(order: OrderRecord): Refusal {
  switch (order.status) {
    case 'return-requested':
      return { code: 'return-in-progress', reason: 'A return of this order is already in progress.' };
    case 'exchange-requested':
      return { code: 'exchange-in-progress', reason: 'An exchange of this order is already in progress.' };
    default:
      return { code: 'already-cancelled', reason: 'It has been cancelled.' };
  }
}

/** Why the payment cannot be replaced; undefined when one payment paid for all. */
export function refusalUnlessPaidOnce(order: OrderRecord): Refusal | undefined {
  if (order.payments.length === 1 && order.payments[0]?.kind === 'payment') return undefined;
  return {
    code: 'several-payments',
    reason: 'It was paid with more than one payment, or the payment was changed before.',
  };
}

function refusalWithoutOtherVariant(order: OrderRecord): Refusal | undefined {
  if (order.lines.some((line) => line.otherVariantInStock)) return undefined;
  return { code: 'no-other-variant', reason: 'No other variant of these products is in stock now.' };
}

/** Why it cannot be exchanged again; undefined when it never was. */
export function refusalAfterExchange(order: OrderRecord): Refusal | undefined {
  const exchanged = order.cases.some((entry) => entry.kind === 'exchange' && entry.status !== 'rejected');
  if (!exchanged) return undefined;
  return { code: 'already-exchanged', reason: 'It was exchanged once already, and once is the most.' };
}

function refusalWithoutReturnableLine(
  order: OrderRecord,
  settings: PolicySettings,
  now: Date,
): Refusal | undefined {
  const verdicts = order.lines.map((line) => judgeReturn(order, line, settings, now));
  const refusals = verdicts.filter((verdict) => !verdict.allowed);
  if (refusals.length < verdicts.length) return undefined;
  const telling = refusals.find((verdict) => verdict.code !== 'final-sale') ?? refusals[0];
  return telling
    ? { code: telling.code, reason: telling.reason }
    : { code: 'not-delivered', reason: 'Nothing of it was delivered.' };
}

/** Rule 5 for one line: delivered, not final sale, and within the window counted from its own delivery by UTC days. */
export function judgeReturn(
  order: OrderRecord,
  line: OrderLineRecord,
  settings: PolicySettings,
  now: Date,
): ReturnVerdict {
  const blocked = refusalUnlessDelivered(order, settings);
  if (blocked) return { allowed: false, ...blocked };
  if (line.finalSale) {
    return { allowed: false, code: 'final-sale', reason: 'It was a final sale, which cannot be returned.' };
  }
  const delivered = deliveredAt(order, line);
  if (!delivered) {
    return { allowed: false, code: 'not-delivered', reason: 'No delivery of this item is recorded yet.' };
  }
  const until = endOfDayAfter(delivered, settings.returnWindowDays);
  if (daysBetween(delivered, now) > settings.returnWindowDays) {
    return {
      allowed: false,
      code: 'return-window-closed',
      reason: `It was delivered on ${printDate(delivered)}, and the ${settings.returnWindowDays} days for returns ended on ${printDate(until)}.`,
    };
  }
  return { allowed: true, until };
}

function noteOn(action: OrderAction, order: OrderRecord, settings: PolicySettings, now: Date): string {
  switch (action) {
    case 'cancel':
      return `The whole order is cancelled and refunded to what paid: a gift card at once, anything else in ${settings.refundBusinessDays.earliest} to ${settings.refundBusinessDays.latest} business days.`;
    case 'modify-address':
      return 'The shipping address can be changed while the order is pending.';
    case 'modify-payment':
      return 'It can be paid with a different method; a gift card must cover the whole total.';
    case 'modify-items':
      return 'Items can be changed to another variant of the same product, once; after that the order is fixed.';
    case 'return':
      return noteOnReturn(order, settings, now);
    case 'exchange':
      return 'Items can be exchanged once for another variant of the same product that is in stock; the difference is charged or refunded.';
  }
}

function noteOnReturn(order: OrderRecord, settings: PolicySettings, now: Date): string {
  let worth = 0;
  let first: Date | undefined;
  for (const line of order.lines) {
    const verdict = judgeReturn(order, line, settings, now);
    if (!verdict.allowed) continue;
    worth += line.quantity * line.unitPriceCents;
    if (!first || verdict.until < first) first = verdict.until;
  }
  const until = first ? ` until ${printDate(first)}` : '';
  const approval =
    worth > settings.returnApprovalAboveCents
      ? ` A return worth more than ${printMoney(settings.returnApprovalAboveCents, order.currency, 'en-US').text} is approved by a colleague first.`
      : '';
  return `It can be returned${until} for a refund to what paid or to a gift card.${approval}`;
}
