import type { Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** Something remembered about a customer. */
export interface PreferenceRecord {
  key: string;
  value: string;
  source: 'stated' | 'inferred' | 'imported';
  consent: boolean;
  updatedAt: Date;
  expiresAt: Date | null;
}

/** The customer's preferences that have not expired, by key. */
export function findPreferences(
  transaction: Transaction<Schema>,
  customerId: string,
  now: Date,
): Promise<PreferenceRecord[]> {
  return transaction
    .selectFrom('preferences')
    .where('customer_id', '=', customerId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .select(['key', 'value', 'source', 'consent', 'updated_at as updatedAt', 'expires_at as expiresAt'])
    .orderBy('key')
    .execute();
}
