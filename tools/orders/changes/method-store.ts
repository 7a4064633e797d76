import type { Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';
import type { MethodRecord } from './order-change.js';

/** All payment methods of the customer, by id; locked to the end of the transaction when asked, always in the same order. */
export function findMethods(
  transaction: Transaction<Schema>,
  { customerId, lock }: { customerId: string; lock: boolean },
): Promise<MethodRecord[]> {
  const own = transaction
    .selectFrom('payment_methods')
    .where('customer_id', '=', customerId)
    .select(['id', 'kind', 'brand', 'last_four as lastFour', 'balance_cents as balanceCents', 'currency'])
    .orderBy('id');
  return (lock ? own.forUpdate() : own).execute();
}
