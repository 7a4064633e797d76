import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';

/** The sum of the goodwill that a customer was given since an instant, in cents. */
export async function findGoodwillSince(
  transaction: Transaction<Schema>,
  { customerId, since }: { customerId: string; since: Date },
): Promise<number> {
  const row = await transaction
    .selectFrom('cases')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'goodwill')
    .where('status', '!=', 'rejected')
    .where('created_at', '>', since)
    .select(sql<number>`coalesce(sum((data->>'amountCents')::int), 0)::int`.as('cents'))
    .executeTakeFirst();
  return row?.cents ?? 0;
}
