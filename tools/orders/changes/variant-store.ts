import type { Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';
import { findStock } from '../stock-store.js';
import type { VariantRecord } from './order-change.js';

/** The variants with these ids and what can be had of them; locked when asked, so that nobody takes the last one meanwhile. */
export async function findVariants(
  transaction: Transaction<Schema>,
  { itemIds, lock }: { itemIds: readonly string[]; lock: boolean },
): Promise<VariantRecord[]> {
  if (itemIds.length === 0) return [];
  if (lock) await lockStock(transaction, itemIds);
  const rows = await findStock(transaction, itemIds);
  return rows.filter(({ itemId }) => itemIds.includes(itemId));
}

async function lockStock(transaction: Transaction<Schema>, itemIds: readonly string[]): Promise<void> {
  await transaction
    .selectFrom('variant_stock')
    .where('variant_id', 'in', [...itemIds])
    .select('quantity')
    .orderBy('variant_id')
    .orderBy('warehouse')
    .forUpdate()
    .execute();
}
