import type { Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';
import { buildWindow, MESSAGES_LOOKED_AT } from '../window.js';

/** The bounded context of a turn: what was said before it, without the messages of the turns that it answers itself. */
export async function readContext(
  transaction: Transaction<Schema>,
  sessionId: string,
  without: readonly string[],
): Promise<ReturnType<typeof buildWindow>> {
  const recent = transaction
    .selectFrom('messages')
    .select(['role', 'body', 'data'])
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(MESSAGES_LOOKED_AT);
  const before = without.length === 0 ? recent : recent.where('turn_id', 'not in', [...without]);
  return buildWindow(await before.execute());
}
