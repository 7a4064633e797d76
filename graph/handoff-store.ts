import { randomUUID } from 'node:crypto';
import { customerOf, type Identity } from '../contract/identity.js';
import type { Database } from '../database/database.js';

/** A conversation for a person, and why. */
export interface HandOffRequest {
  sessionId: string;
  identity: Identity;
  reason:
    | 'customer-request'
    | 'missing-knowledge'
    | 'unsupported-request'
    | 'tool-failure'
    | 'unresolved-clarification';
  summary: string;
}

/** Queues a conversation for a person; gives the reference that the customer is told. */
export type HandOff = (request: HandOffRequest) => Promise<string>;

/** Handoffs in the supervisor's own table. A session that is queued already keeps its reference, also when two ask at once. */
export function createHandOff(database: Database): HandOff {
  return ({ sessionId, identity, reason, summary }) =>
    database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
      const queued = await transaction
        .insertInto('handoffs')
        .values({
          id: `H-${randomUUID().slice(0, 8).toUpperCase()}`,
          session_id: sessionId,
          customer_id: customerOf(identity) ?? null,
          reason,
          summary,
          package: '{}',
          state: 'queued',
          created_at: new Date(),
        })
        .onConflict((conflict) => conflict.column('session_id').where('state', '<>', 'closed').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (queued !== undefined) return queued.id;
      const { id } = await transaction
        .selectFrom('handoffs')
        .select('id')
        .where('session_id', '=', sessionId)
        .where('state', '<>', 'closed')
        .executeTakeFirstOrThrow();
      return id;
    });
}
