import { sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';

/** Where to read: the transaction that runs, and the database it belongs to. */
export interface CatalogReader {
  database: Database;
  transaction: Transaction<Schema>;
}

/**
 * The same read, answered from memory as long as no product and no variant has changed. The revision is read in the same
 * transaction, so that what is given is never newer or older than what else the transaction sees (read committed aside).
 */
export function cacheByRevision<Value>(
  read: (transaction: Transaction<Schema>) => Promise<Value>,
): (reader: CatalogReader) => Promise<Value> {
  const kept = new WeakMap<Database, { revision: string; value: Value }>();
  return async function readCached({ database, transaction }) {
    const revision = await readRevision(transaction);
    const known = kept.get(database);
    if (known?.revision === revision) return known.value;
    const value = await read(transaction);
    kept.set(database, { revision, value });
    return value;
  };
}

async function readRevision(transaction: Transaction<Schema>): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select revision::text as revision from catalog_state`.execute(transaction);
  return rows[0]?.revision ?? '';
}
