import type { Transaction } from 'kysely';
import type { PostalAddress, Schema } from '../../database/schema.js';

/** An address that the customer keeps, under its label. */
export interface SavedAddress {
  id: string;
  label: string;
  isDefault: boolean;
  address: PostalAddress;
}

/** The addresses of the customer, the default one first; locked to the end of the transaction when asked. */
export function findSavedAddresses(
  transaction: Transaction<Schema>,
  { customerId, lock }: { customerId: string; lock: boolean },
): Promise<SavedAddress[]> {
  const own = transaction
    .selectFrom('customer_addresses')
    .where('customer_id', '=', customerId)
    .select(['id', 'label', 'is_default as isDefault', 'address'])
    .orderBy('is_default', 'desc')
    .orderBy('label')
    .orderBy('id');
  return (lock ? own.forUpdate() : own).execute();
}
