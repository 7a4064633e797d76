import type { Transaction } from 'kysely';
import type { PostalAddress, Schema } from '../../database/schema.js';

/** Adds an address to the account. */
export async function insertAddress(
  transaction: Transaction<Schema>,
  entry: { id: string; customerId: string; label: string; address: PostalAddress; isDefault: boolean },
): Promise<void> {
  await transaction
    .insertInto('customer_addresses')
    .values({
      id: entry.id,
      customer_id: entry.customerId,
      label: entry.label,
      address: JSON.stringify(entry.address),
      is_default: entry.isDefault,
    })
    .execute();
}

/** Puts another address in the place of one that is kept; throws when it is no longer there. */
export async function replaceAddress(
  transaction: Transaction<Schema>,
  { id, address }: { id: string; address: PostalAddress },
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('customer_addresses')
    .set({ address: JSON.stringify(address) })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`the address ${id} is no longer there`);
}
