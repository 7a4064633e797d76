import type { PolicySettings } from '../../policy-settings.js';
import type { OrderLineRecord, OrderRecord } from '../order-record.js';
import { forbid, type VariantRecord } from './order-change.js';
import { countItem, type ItemPair, type ResolvedPair } from './replace-items.js';

/** Pairs that can be carried out, or why they cannot. */
export type CheckedPairs = { ok: true; pairs: ResolvedPair[] } | { ok: false; code: string; message: string };

/**
 * First, whether the order has all items that are to be replaced; then, whether each new one is another variant of the
 * same product and enough of it is in stock.
 */
export function checkPairs(
  order: Pick<OrderRecord, 'id' | 'lines'>,
  asked: readonly ItemPair[],
  variants: readonly VariantRecord[],
  policy: PolicySettings,
): CheckedPairs {
  const wanted = asked.map((pair) => ({
    ...pair,
    quantity: pair.quantity ?? Math.max(1, countItem(order.lines, pair.from)),
  }));
  const missing = wanted.find(({ from }) => sumOf(wanted, from, 'from') > countItem(order.lines, from));
  if (missing !== undefined) return notInOrder(order, missing.from);
  const pairs: ResolvedPair[] = [];
  for (const pair of wanted) {
    const line = order.lines.find(({ itemId }) => itemId === pair.from);
    const to = variants.find(({ itemId }) => itemId === pair.to);
    const refusal = refusalOf(line, to, sumOf(wanted, pair.to, 'to'), policy);
    if (refusal !== undefined) return refusal;
    if (to !== undefined) pairs.push({ from: pair.from, to, quantity: pair.quantity });
  }
  return { ok: true, pairs };
}

/** The order does not have an item, or not as many of it. */
export function notInOrder(order: Pick<OrderRecord, 'id'>, itemId: string) {
  return forbid('item-not-in-order', `Order ${order.id} does not have item ${itemId}, or not as many of it.`);
}

function sumOf(
  pairs: readonly { from: string; to: string; quantity: number }[],
  itemId: string,
  side: 'from' | 'to',
): number {
  return pairs.reduce((sum, pair) => (pair[side] === itemId ? sum + pair.quantity : sum), 0);
}

function refusalOf(
  line: Pick<OrderLineRecord, 'productId' | 'productName' | 'itemId'> | undefined,
  to: VariantRecord | undefined,
  quantity: number,
  policy: PolicySettings,
) {
  if (line === undefined || to === undefined || line.productId !== to.productId) {
    return forbid(
      'new-item-unavailable',
      `${line?.productName ?? 'The item'} can only become another variant of the same product.`,
    );
  }
  if (line.itemId === to.itemId && !policy.sameVariantAllowed) {
    return forbid('same-item', `${line.productName} is this very variant already.`);
  }
  if (to.quantity < quantity) {
    const options = Object.values(to.options).join(', ');
    return forbid('new-item-unavailable', `${to.name} (${options}) is not in stock in this number.`);
  }
  return undefined;
}
