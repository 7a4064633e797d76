import { sql, type Transaction } from 'kysely';
import type { SessionOwner } from '../../contract/chat-api.js';
import type { Schema } from '../../database/schema.js';

/**
 * Who has a conversation, as a column of a query over `sessions`. The newest handover decides; one that was closed
 * holds until the customer writes again, and then the bot has it.
 */
export const sessionOwner = sql<SessionOwner>`coalesce((
  select case
    when h.state <> 'closed' then h.state
    when h.ending = 'closed' and h.ended_at >= sessions.updated_at then 'closed'
    else 'bot'
  end
  from handoffs h where h.session_id = sessions.id order by h.created_at desc limit 1
), 'bot')`.as('owner');

/** Whether a person of the staff has the conversation now. Whoever writes in it holds the session's row and asks this. */
export async function isWithPerson(transaction: Transaction<Schema>, sessionId: string): Promise<boolean> {
  const held = await transaction
    .selectFrom('handoffs')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'person')
    .executeTakeFirst();
  return held !== undefined;
}
