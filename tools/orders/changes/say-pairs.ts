import type { OrderRecord } from '../order-record.js';
import type { MethodRecord } from './order-change.js';
import type { ResolvedPair } from './replace-items.js';
import { sayItem, sayMethodById, sayMoney, type Wording } from './say-change.js';

/** What becomes what, a line each. */
export function sayPairs(
  order: Pick<OrderRecord, 'lines'>,
  pairs: readonly ResolvedPair[],
  wording: Wording,
): string[] {
  return pairs.map(({ from, to, quantity }) => {
    const line = order.lines.find(({ itemId }) => itemId === from);
    const options = Object.values(line?.options ?? {}).join(', ');
    const old = options === '' ? 'as ordered' : options;
    const item = sayItem({ productName: to.name, options: to.options, quantity });
    return `${item} instead of ${old}, ${sayMoney(to.priceCents, wording)} each`;
  });
}

/** What it costs more or less, and over which method that goes. */
export function sayDifference(cents: number, method: MethodRecord | undefined, wording: Wording): string {
  if (cents === 0 || method === undefined) return 'The price stays the same.';
  const name = sayMethodById(method.id, wording.context.methods);
  return cents > 0
    ? `You pay ${sayMoney(cents, wording)} more, charged to ${name}.`
    : `You get ${sayMoney(-cents, wording)} back to ${name}.`;
}
