import type { OrderLineRecord } from '../order-record.js';
import type { ChangedLine, VariantRecord } from './order-change.js';

/** An item that becomes another; without a quantity, all of it. */
export interface ItemPair {
  from: string;
  to: string;
  quantity?: number | undefined;
}

/** A pair with its quantity and the variant that it leads to. */
export interface ResolvedPair {
  from: string;
  to: VariantRecord;
  quantity: number;
}

type Line = Pick<
  OrderLineRecord,
  'id' | 'itemId' | 'productId' | 'productName' | 'options' | 'quantity' | 'unitPriceCents'
>;

/** How many of an item an order has, over all of its lines. */
export function countItem(lines: readonly Pick<Line, 'itemId' | 'quantity'>[], itemId: string): number {
  return lines.reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity : sum), 0);
}

/**
 * The lines after the pairs were carried out one by one, each on the first line that holds its item then; a line of which
 * only a part is changed is split. Only lines that differ afterwards are returned.
 */
export function replaceItems(lines: readonly Line[], pairs: readonly ResolvedPair[]): ChangedLine[] {
  const working: ChangedLine[] = lines.map(({ id, ...line }) => ({ ...line, lineId: id }));
  const touched = new Set<ChangedLine>();
  for (const { from, to, quantity } of pairs) {
    let left = quantity;
    while (left > 0) {
      const line = working.find((candidate) => candidate.itemId === from);
      if (line === undefined) break;
      const part = line.quantity <= left ? line : splitOff(working, line, left);
      touched.add(line).add(part);
      Object.assign(part, { itemId: to.itemId, options: to.options, unitPriceCents: to.priceCents });
      left -= part.quantity;
    }
  }
  return [...touched];
}

function splitOff(working: ChangedLine[], line: ChangedLine, quantity: number): ChangedLine {
  line.quantity -= quantity;
  const part = { ...line, lineId: undefined, quantity };
  working.push(part);
  return part;
}

/** What the order costs more (or, below zero, less) after the pairs, in cents, at the prices that its items were bought for. */
export function priceDifference(lines: readonly Line[], changed: readonly ChangedLine[]): number {
  const before = new Map(lines.map((line) => [line.id, line.quantity * line.unitPriceCents]));
  return changed.reduce(
    (sum, line) => sum + line.quantity * line.unitPriceCents - (before.get(line.lineId ?? '') ?? 0),
    0,
  );
}
