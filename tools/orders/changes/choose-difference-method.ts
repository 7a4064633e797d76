import type { WriteRefusal } from '../../actions/write-plan.js';
import type { OrderRecord } from '../order-record.js';
import { chooseMethod } from './choose-method.js';
import { keptByMethod } from './money-flow.js';
import type { MethodRecord } from './order-change.js';

/**
 * The method over which a price difference goes: the one that was named, otherwise the one that paid. When several paid
 * and none was named, a refusal that asks which.
 */
export function chooseDifferenceMethod(
  order: Pick<OrderRecord, 'payments'>,
  methods: readonly MethodRecord[],
  asked: { typed: string | undefined; locale: string },
): { ok: true; method: MethodRecord } | WriteRefusal {
  if (asked.typed !== undefined && !/^original\b/i.test(asked.typed)) {
    return chooseMethod(methods, asked.typed, asked.locale);
  }
  const paid = [...keptByMethod(order).keys()];
  const payers = methods.filter(({ id }) => paid.includes(id));
  const [only, another] = payers;
  if (only !== undefined && another === undefined) return { ok: true, method: only };
  return chooseMethod(payers.length > 0 ? payers : methods, 'card paypal gift', asked.locale);
}
