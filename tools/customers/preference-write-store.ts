import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** Keeps a preference that the customer stated, in place of what was kept under its key. */
export async function keepPreference(
  transaction: Transaction<Schema>,
  preference: { customerId: string; key: string; value: string; now: Date },
): Promise<void> {
  const kept = {
    value: preference.value,
    source: 'stated' as const,
    consent: true,
    expires_at: null,
    updated_at: preference.now,
  };
  await transaction
    .insertInto('preferences')
    .values({ customer_id: preference.customerId, key: preference.key, ...kept })
    .onConflict((conflict) => conflict.columns(['customer_id', 'key']).doUpdateSet(kept))
    .execute();
}

/** Deletes what is kept under a key. */
export async function deletePreference(
  transaction: Transaction<Schema>,
  { customerId, key }: { customerId: string; key: string },
): Promise<void> {
  await transaction
    .deleteFrom('preferences')
    .where('customer_id', '=', customerId)
    .where('key', '=', key)
    .execute();
}
