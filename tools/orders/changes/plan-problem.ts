import type { OrderLineRecord, OrderRecord } from '../order-record.js';
import { notInOrder } from './check-pairs.js';
import { type ChangePlan, forbid, NO_CHANGE } from './order-change.js';

/** What can be wrong with an order on its way or on arrival. */
export const PROBLEM_KINDS = ['damaged', 'wrong', 'missing', 'late'] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** A problem as the customer reports it; without items, it concerns the whole order. */
export interface ProblemReport {
  kind: ProblemKind;
  itemIds: readonly string[];
  wish: 'replacement' | 'refund' | undefined;
  description: string;
}

/** Opens a case for what went wrong on the way, once for each kind and item. Colleagues decide what is made of it. */
export function planProblem(
  order: OrderRecord,
  { kind, itemIds, wish, description }: ProblemReport,
): ChangePlan<{ lines: OrderLineRecord[] }> {
  const refusal = refusalOf(order, kind);
  if (refusal !== undefined) return refusal;
  const unknown = itemIds.find((itemId) => !order.lines.some((line) => line.itemId === itemId));
  if (unknown !== undefined) return notInOrder(order, unknown);
  const lines = order.lines.filter((line) => itemIds.length === 0 || itemIds.includes(line.itemId));
  const ids = lines.map(({ itemId }) => itemId);
  const known = order.cases.find(
    ({ kind: caseKind, status, data }) =>
      caseKind === 'damage' && status !== 'rejected' && data.problem === kind && covers(data.items, ids),
  );
  if (known !== undefined) {
    return forbid('already-reported', `This was reported already; the case is ${known.id}.`);
  }
  const names = [...new Set(lines.map(({ productName }) => productName))].join(', ');
  return {
    ok: true,
    lines,
    change: {
      ...NO_CHANGE,
      openCase: {
        kind: 'damage',
        status: 'open',
        topic: `${TOPIC[kind]}: ${names}`.slice(0, 200),
        summary: description,
        data: { problem: kind, items: ids, wish: wish ?? null },
      },
    },
  };
}

const TOPIC: Record<ProblemKind, string> = {
  damaged: 'Arrived damaged',
  wrong: 'Wrong item',
  missing: 'Missing',
  late: 'Late',
};

function refusalOf(order: OrderRecord, kind: ProblemKind) {
  const { status } = order;
  if (status === 'cancelled') return forbid('already-cancelled', `Order ${order.id} has been cancelled.`);
  if (status === 'pending' || status === 'pending-modified' || status === 'processed') {
    return forbid('not-shipped', `Order ${order.id} has not been shipped yet.`);
  }
  const arrived = order.shipments.some(({ deliveredAt }) => deliveredAt !== null);
  if (!arrived && (kind === 'damaged' || kind === 'wrong')) {
    return forbid('not-delivered', `No delivery of order ${order.id} is recorded yet.`);
  }
  return undefined;
}

function covers(items: unknown, ids: readonly string[]): boolean {
  return Array.isArray(items) && ids.every((id) => items.includes(id));
}
