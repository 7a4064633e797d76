import { addBusinessDays } from '../../calendar.js';
import type { PolicySettings } from '../../policy-settings.js';
import type { OrderRecord } from '../order-record.js';
import type { MethodRecord, MoneyMovement } from './order-change.js';

/**
 * What an order kept of each method so far, in the order in which they paid; methods that got all back are left out.
 * What went back to a method that had not paid so much counts against the others, first payer first: an order never
 * has more to give back than it kept in all.
 */
export function keptByMethod({ payments }: Pick<OrderRecord, 'payments'>): Map<string, number> {
  const net = new Map<string, number>();
  for (const { methodId, kind, amountCents } of payments) {
    net.set(methodId, (net.get(methodId) ?? 0) + (kind === 'payment' ? amountCents : -amountCents));
  }
  let overpaid = [...net.values()].reduce((sum, cents) => sum + Math.max(0, -cents), 0);
  const kept = [...net].map(([methodId, cents]): [string, number] => {
    const covered = Math.min(overpaid, Math.max(0, cents));
    overpaid -= covered;
    return [methodId, cents - covered];
  });
  return new Map(kept.filter(([, cents]) => cents > 0));
}

/** What an order kept in all. */
export function keptCents(order: Pick<OrderRecord, 'payments'>): number {
  return [...keptByMethod(order).values()].reduce((sum, cents) => sum + cents, 0);
}

/** An amount given back over the methods that paid, first payer first, to none more than it paid; the rest is dropped. */
export function splitRefund(
  order: Pick<OrderRecord, 'payments'>,
  cents: number,
): { methodId: string; cents: number }[] {
  let left = cents;
  return [...keptByMethod(order)].flatMap(([methodId, kept]) => {
    const share = Math.min(left, kept);
    left -= share;
    return share > 0 ? [{ methodId, cents: share }] : [];
  });
}

/** Whether money that goes back to this method goes to one that did not pay. */
export function didNotPay({ payments }: Pick<OrderRecord, 'payments'>, methodId: string): boolean {
  return !payments.some((entry) => entry.kind === 'payment' && entry.methodId === methodId);
}

/** What a refund to a method looks like: a gift card has it at once, anything else by the latest business day. */
export function toRefund(
  refund: { methodId: string; cents: number },
  { methods, now, policy }: { methods: readonly MethodRecord[]; now: Date; policy: PolicySettings },
): MoneyMovement {
  const { methodId, cents } = refund;
  const isGiftCard = methods.some(({ id, kind }) => id === methodId && kind === 'gift-card');
  const expectedAt = isGiftCard ? null : addBusinessDays(now, policy.refundBusinessDays.latest);
  return { methodId, kind: 'refund', amountCents: cents, expectedAt };
}

/** Whether a method can pay an amount: a gift card needs the balance, the others are asked when they are charged. */
export function canPay({ kind, balanceCents }: MethodRecord, cents: number): boolean {
  return kind !== 'gift-card' || (balanceCents ?? 0) >= cents;
}
