import type { OrderLineRecord, OrderRecord } from '../order-record.js';
import { judgeReturn, refusalUnlessDelivered } from '../policy.js';
import { notInOrder } from './check-pairs.js';
import { didNotPay, splitRefund } from './money-flow.js';
import { type ChangePlan, forbid, type MethodRecord, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';
import { countItem } from './replace-items.js';

/** An item to send back; without a quantity, all of it. */
export interface ReturnedItem {
  itemId: string;
  quantity?: number | undefined;
  reason: string;
}

/** A line, or a part of it, that comes back. */
export interface ReturnedLine {
  line: OrderLineRecord;
  quantity: number;
  reason: string;
}

/** What a return gives back, to which methods, and whether a colleague decides. */
export interface ReturnDetails {
  lines: ReturnedLine[];
  refundCents: number;
  refunds: { methodId: string; cents: number }[];
  approval: 'customer' | 'staff';
  /** Whether money goes to a method that did not pay. */
  elsewhere: boolean;
}

/**
 * Rule 5: delivered, within the days of that item, no final sale; the money goes to what paid, or to a gift card of the
 * customer's, and never more than the order kept. It moves when the items are back, so none moves here.
 */
export function planReturn(
  order: OrderRecord,
  {
    items,
    destination,
  }: { items: readonly ReturnedItem[]; destination: 'original' | MethodRecord | undefined },
  { policy, now }: PlanContext,
): ChangePlan<ReturnDetails> {
  const refusal = refusalUnlessDelivered(order, policy);
  if (refusal) return forbid(refusal.code, `Nothing of order ${order.id} can be returned. ${refusal.reason}`);
  if (destination === undefined)
    return forbid('payment-method-not-found', 'There is no such payment method.');
  const elsewhere = destination !== 'original' && didNotPay(order, destination.id);
  if (elsewhere && destination.kind !== 'gift-card') {
    return forbid(
      'payment-method-not-allowed',
      'The money of a return goes back to what paid or to a gift card.',
    );
  }
  const chosen = chooseLines(order, items, { policy, now });
  if (!chosen.ok) return chosen;
  const { lines } = chosen;
  const worth = lines.reduce((sum, { line, quantity }) => sum + quantity * line.unitPriceCents, 0);
  const original = splitRefund(order, worth);
  const refundCents = original.reduce((sum, { cents }) => sum + cents, 0);
  const refunds =
    destination === 'original' || refundCents === 0
      ? original
      : [{ methodId: destination.id, cents: refundCents }];
  const names = [...new Set(lines.map(({ line }) => line.productName))].join(', ');
  const data = {
    items: lines.map(({ line, quantity, reason }) => ({
      itemId: line.itemId,
      lineId: line.id,
      quantity,
      reason,
    })),
    ...{ refundCents, refunds, destination: destination === 'original' ? null : destination.id },
  };
  const topic = `Return of ${names}`;
  return {
    ok: true,
    change: {
      ...NO_CHANGE,
      status: 'return-requested',
      openCase: { kind: 'return', status: 'open', topic, summary: reasonsOf(lines), data },
    },
    ...{ lines, refundCents, refunds, elsewhere },
    approval: worth > policy.returnApprovalAboveCents ? 'staff' : 'customer',
  };
}

function chooseLines(
  order: OrderRecord,
  items: readonly ReturnedItem[],
  { policy, now }: Pick<PlanContext, 'policy' | 'now'>,
): { ok: true; lines: ReturnedLine[] } | { ok: false; code: string; message: string } {
  const left = new Map(order.lines.map((line) => [line.id, line.quantity]));
  const lines: ReturnedLine[] = [];
  for (const { itemId, quantity, reason } of items) {
    let wanted = quantity ?? Math.max(1, countItem(order.lines, itemId));
    for (const line of order.lines.filter((candidate) => candidate.itemId === itemId)) {
      const taken = Math.min(wanted, left.get(line.id) ?? 0);
      if (taken === 0) continue;
      const verdict = judgeReturn(order, line, policy, now);
      if (!verdict.allowed) {
        return forbid(verdict.code, `${line.productName} cannot be returned. ${verdict.reason}`);
      }
      left.set(line.id, (left.get(line.id) ?? 0) - taken);
      lines.push({ line, quantity: taken, reason });
      wanted -= taken;
    }
    if (wanted > 0) return notInOrder(order, itemId);
  }
  return { ok: true, lines };
}

function reasonsOf(lines: readonly ReturnedLine[]): string {
  return [...new Set(lines.map(({ line, reason }) => `${line.productName}: ${reason}`))]
    .join('; ')
    .slice(0, 500);
}
