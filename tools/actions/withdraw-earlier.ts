import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A proposal that was just stored, and what it is about. */
export interface NewerProposal {
  id: string;
  customerId: string;
  sessionId: string;
  turnId: string;
  requestId: string;
  tool: string;
  subjects: readonly string[];
  now: Date;
}

const WITHDRAWN = 'A newer offer took the place of this one. Nothing was changed.';

/**
 * Withdraws what the proposal corrects and returns the ids: the session's proposals of the same tool about any of the
 * same things, as long as nobody decided them. What another request of the same message asks for is no correction.
 */
export async function withdrawEarlier(
  transaction: Transaction<Schema>,
  { id, customerId, sessionId, turnId, requestId, tool, subjects, now }: NewerProposal,
): Promise<string[]> {
  const earlier = await transaction
    .selectFrom('action_proposals')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('customer_id', '=', customerId)
    .where('tool', '=', tool)
    .where('id', '<>', id)
    .where('status', 'in', ['proposed', 'offered'])
    .where('expires_at', '>', now)
    .where(sql<boolean>`subjects && ${[...subjects]}::text[]`)
    .where((eb) => eb.or([eb('turn_id', '<>', turnId), eb('request_id', '=', requestId)]))
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = earlier.map((row) => row.id);
  if (ids.length === 0) return [];
  await transaction
    .updateTable('action_proposals')
    .set({ status: 'withdrawn', replaced_by: id, result: WITHDRAWN, code: 'replaced', finished_at: now })
    .where('id', 'in', ids)
    .execute();
  return ids;
}

/** What was withdrawn for this proposal when it was stored. */
export async function findWithdrawnFor(transaction: Transaction<Schema>, id: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('action_proposals')
    .select('id')
    .where('replaced_by', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
