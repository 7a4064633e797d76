import type { Transaction } from 'kysely';
import type { Schema } from './schema.js';

/**
 * On whose behalf a transaction runs: row-level security shows rows of this customer, and without one no personal row.
 * With a member of the staff, the supervisor's role alone sees conversations and proposed writes across customers.
 */
export interface TransactionScope {
  customerId?: string | undefined;
  staffId?: string | undefined;
}

/** The only way to the data: a short transaction under the service's own role. Never hold one across HTTP or a model call. */
export interface Database {
  transaction<T>(scope: TransactionScope, run: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Resolves when the database answers; rejects with `unavailable` when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
