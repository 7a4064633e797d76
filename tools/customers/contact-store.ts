import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/**
 * Writes e-mail and phone of the customer. An e-mail address that another account has is `taken`: then nothing is changed
 * and the transaction goes on, because row-level security lets nobody look for it before.
 */
export async function updateContactRow(
  transaction: Transaction<Schema>,
  customerId: string,
  change: { email?: string; phone?: string },
): Promise<'done' | 'taken'> {
  await sql`savepoint contact`.execute(transaction);
  try {
    await transaction.updateTable('customers').set(change).where('id', '=', customerId).execute();
    return 'done';
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await sql`rollback to savepoint contact`.execute(transaction);
    return 'taken';
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
