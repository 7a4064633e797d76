import type { RecordedPayment } from './recorded-world.js';
import type { RetailDatabase } from './retail-database.js';
import { toCents } from './to-rows.js';

/**
 * An upstream quirk: a cancellation there gives every entry of the payments back, refunds as well, so that an order
 * returns more than it took. Our database refuses that. What ours did not give is credited here, to gift cards alone as
 * there, and the history as upstream would have it is returned for the export.
 */
export async function giveRefundsBack(
  { database, ids }: RetailDatabase,
  history: readonly RecordedPayment[],
  made: readonly RecordedPayment[],
): Promise<RecordedPayment[]> {
  const everyEntry = history.map((entry): RecordedPayment => ({ ...entry, transaction_type: 'refund' }));
  const extra = [...everyEntry];
  for (const refund of made) {
    const at = extra.findIndex(
      ({ payment_method_id, amount }) =>
        payment_method_id === refund.payment_method_id && toCents(amount) === toCents(refund.amount),
    );
    if (at === -1) throw new Error('our cancellation gave back something that theirs does not');
    extra.splice(at, 1);
  }
  for (const { payment_method_id, amount } of extra) {
    await database.pool.query(
      `update payment_methods set balance_cents = balance_cents + $2 where id = $1 and kind = 'gift-card'`,
      [ids.methods.toOwn(payment_method_id), toCents(amount)],
    );
  }
  return [...history, ...everyEntry];
}
