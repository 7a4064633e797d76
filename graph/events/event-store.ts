import type { RecordEvent } from '../../contract/chat-api.js';
import type { Database } from '../../database/database.js';
import { withReferences } from '../missing-reference.js';

/** Keeps what a customer looked at; rejects with `not-found` for a product that the catalog does not have. */
export type KeepEvent = (customerId: string, event: RecordEvent) => Promise<void>;

/** Browsing events in the customer's own rows. The supervisor may add to them and cannot read them. */
export function createKeepEvent(database: Database): KeepEvent {
  return (customerId, { kind, productId, query }) => {
    const insert = database.transaction({ customerId }, async (transaction) => {
      await transaction
        .insertInto('browsing_events')
        .values({
          customer_id: customerId,
          kind,
          product_id: productId ?? null,
          query: query ?? null,
          at: new Date(),
        })
        .execute();
    });
    return withReferences(insert, 'not-found', 'There is no such product.');
  };
}
