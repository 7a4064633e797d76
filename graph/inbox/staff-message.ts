import type { Transaction } from 'kysely';
import type { MessageView } from '../../contract/chat-api.js';
import type { Schema } from '../../database/schema.js';

/** Words of the staff for a customer's history. */
export interface StaffMessage {
  /** Unique in the session: what is said again under the same id is said once. */
  id: string;
  /** What it belongs to in the history: a proposal, or nothing but itself. */
  turnId: string;
  sessionId: string;
  customerId: string | null;
  text: string;
  now: Date;
}

/** Appends words of the staff to a conversation. The transaction is one of the staff's. */
export async function appendStaffMessage(
  transaction: Transaction<Schema>,
  { id, turnId, sessionId, customerId, text, now }: StaffMessage,
): Promise<MessageView> {
  await transaction
    .insertInto('messages')
    .values({
      ...{ id, session_id: sessionId, customer_id: customerId, turn_id: turnId, role: 'staff' },
      ...{ body: text, data: '{}', created_at: now },
    })
    .onConflict((conflict) => conflict.columns(['session_id', 'id']).doNothing())
    .execute();
  return { id, role: 'staff', text, turnId, createdAt: now.toISOString() };
}
