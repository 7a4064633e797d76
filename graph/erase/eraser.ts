import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';

/** How long the sessions of a customer are kept from new turns while they are erased, in seconds. */
const LEASE_SECONDS = 60;

/** Erases what is kept of a customer. Each may be repeated after a fault, and ends what is left. */
export interface Eraser {
  /**
   * All conversations: `sessions`, `messages`, `turn_feedback`, `handoffs`, `action_proposals` (one that waits is withdrawn), `leases` and the
   * checkpoints. What was done stays in `action_ledger`. `turn-running` while an answer is being written.
   */
  conversations(customerId: string): Promise<void>;
  /**
   * All conversations, the row in `verifications`, and the row in `customers`, with which the schema's cascades take
   * `customer_addresses`, `payment_methods`, `preferences`, `browsing_events`, `orders` with their `order_lines`,
   * `order_payments`, `shipments` and `shipment_events`, `cases` and `demo_customers`. `action_ledger` keeps its rows
   * without the customer's id; `reviews` and `knowledge_gaps` never name a customer.
   */
  everything(customerId: string): Promise<void>;
}

/** `forget` deletes the checkpoints of a session, which are kept by LangGraph. */
export function createEraser(options: {
  database: Database;
  forget: (sessionId: string) => Promise<void>;
}): Eraser {
  const { database, forget } = options;

  /** Checkpoints go first: while a session's row is there, an erasure that broke off can still find them. */
  const eraseConversations = async (customerId: string): Promise<void> => {
    const sessionIds = await database.transaction({ customerId }, (own) => holdSessions(own, customerId));
    for (const sessionId of sessionIds) await forget(sessionId);
    await database.transaction({ customerId }, (own) => deleteConversations(own, customerId, sessionIds));
  };

  return {
    conversations: eraseConversations,
    async everything(customerId) {
      await eraseConversations(customerId);
      await database.transaction({ customerId }, async (own) => {
        await own.deleteFrom('verifications').where('customer_id', '=', customerId).execute();
        await sql`set constraints all deferred`.execute(own);
        await own.deleteFrom('customers').where('id', '=', customerId).execute();
      });
    },
  };
}

/** Takes the lease of every session, so that no turn runs or begins in them; all or none. */
async function holdSessions(transaction: Transaction<Schema>, customerId: string): Promise<string[]> {
  const sessions = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (sessions.length === 0) return [];
  const ids = sessions.map(({ id }) => id);
  const { rows } = await sql`
    insert into leases as lease (thread, owner, until, fence)
    select id, ${`erase:${randomUUID()}`}, now() + make_interval(secs => ${LEASE_SECONDS}), 1
    from unnest(${ids}::text[]) as session (id)
    on conflict (thread) do update
      set owner = excluded.owner, until = excluded.until, fence = lease.fence + 1
      where lease.until < now() or lease.owner like 'erase:%'
    returning thread`.execute(transaction);
  if (rows.length < ids.length) {
    throw new AppError('turn-running', 'An answer is still being written. Erase again when it is finished.', {
      retryAfterSeconds: 2,
    });
  }
  return ids;
}

async function deleteConversations(
  transaction: Transaction<Schema>,
  customerId: string,
  sessionIds: readonly string[],
): Promise<void> {
  await transaction.deleteFrom('action_proposals').where('customer_id', '=', customerId).execute();
  await transaction.deleteFrom('handoffs').where('customer_id', '=', customerId).execute();
  if (sessionIds.length === 0) return;
  await transaction
    .deleteFrom('sessions')
    .where('id', 'in', [...sessionIds])
    .execute();
  await transaction
    .deleteFrom('leases')
    .where('thread', 'in', [...sessionIds])
    .execute();
}
