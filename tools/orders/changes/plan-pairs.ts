import { refuse, type WriteScope } from '../../actions/write-plan.js';
import type { OrderRecord } from '../order-record.js';
import { chooseDifferenceMethod } from './choose-difference-method.js';
import { loadForWrite } from './load-for-write.js';
import { didNotPay } from './money-flow.js';
import type { ChangePlan } from './order-change.js';
import type { PlanContext } from './plan-context.js';
import type { ItemChangeRequest } from './plan-item-change.js';
import type { ItemPair, ResolvedPair } from './replace-items.js';
import type { Wording } from './say-change.js';
import { sayDifference, sayPairs } from './say-pairs.js';
import { toOrderPlan } from './to-order-plan.js';
import { findVariants } from './variant-store.js';

/** A write that turns items into other variants: what is asked, the rule that plans it, and how the offer words it. */
export interface PairsWrite {
  orderId: string;
  pairs: readonly ItemPair[];
  payWith: string | undefined;
  rule(
    order: OrderRecord,
    request: ItemChangeRequest,
    context: PlanContext,
  ): ChangePlan<{ pairs: ResolvedPair[]; differenceCents: number }>;
  title(order: OrderRecord): string;
  closing: string;
}

/** The offer of such a write, with its difference over one method; a refund to one that did not pay needs a code. */
export async function planPairs(
  { orderId, pairs, payWith, rule, title, closing }: PairsWrite,
  scope: WriteScope,
) {
  const loaded = await loadForWrite(scope, orderId);
  if (!loaded.ok) return loaded;
  const { order, context } = loaded;
  const itemIds = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
  const variants = await findVariants(scope.transaction, { itemIds, lock: scope.lock });
  const chosen = chooseDifferenceMethod(order, context.methods, { typed: payWith, locale: scope.locale });
  const method = chosen.ok ? chosen.method : undefined;
  const planned = rule(order, { pairs, method, variants }, context);
  if (!planned.ok) {
    const unpaid = planned.code === 'payment-method-not-found' && !chosen.ok;
    return unpaid ? chosen : refuse(planned.code, planned.message);
  }
  const wording: Wording = { currency: order.currency, locale: scope.locale, context };
  const { differenceCents } = planned;
  const elsewhere = differenceCents < 0 && method !== undefined && didNotPay(order, method.id);
  return toOrderPlan(
    {
      order,
      change: planned.change,
      title: title(order),
      lines: [
        ...sayPairs(order, planned.pairs, wording),
        sayDifference(differenceCents, method, wording),
        closing,
      ],
      amountCents: -differenceCents,
      level: elsewhere ? 'step-up' : 'verified',
      more: {},
    },
    scope,
  );
}
