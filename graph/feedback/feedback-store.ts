import { sql } from 'kysely';
import type { GiveFeedback } from '../../contract/chat-api.js';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import { AppError } from '../../platform/errors.js';
import { redactText } from '../../platform/telemetry/redact.js';

/** Keeps what a customer says of an answer; said again it replaces what was said before. `not-found` without an answer of theirs. */
export type KeepFeedback = (
  identity: Identity,
  turn: { sessionId: string; turnId: string },
  feedback: GiveFeedback,
) => Promise<void>;

/** Feedback over the supervisor's own tables. Comments are kept without what could name a person or an account. */
export function createKeepFeedback(database: Database): KeepFeedback {
  return (identity, { sessionId, turnId }, { helpful, comment }) => {
    const customerId = customerOf(identity);
    return database.transaction({ customerId }, async (transaction) => {
      const { rows } = await sql`
        insert into turn_feedback as kept (session_id, turn_id, customer_id, helpful, comment, updated_at)
        select session_id, turn_id, customer_id, ${helpful}::boolean, ${comment === undefined ? null : redactText(comment)}::text, now()
        from messages
        where session_id = ${sessionId} and turn_id = ${turnId} and role = 'assistant'
          and customer_id is not distinct from ${customerId ?? null}
        limit 1
        on conflict (session_id, turn_id) do update
          set helpful = excluded.helpful, comment = excluded.comment, updated_at = excluded.updated_at
        returning kept.turn_id`.execute(transaction);
      if (rows.length === 0) throw new AppError('not-found', 'There is no such answer in this session.');
    });
  };
}
