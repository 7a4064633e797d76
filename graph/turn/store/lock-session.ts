import type { Transaction } from 'kysely';
import { customerOf, type Identity } from '../../../contract/identity.js';
import type { CaseFact } from '../../../contract/session-context.js';
import type { Schema } from '../../../database/schema.js';
import { noSuchSession, parseFacts } from '../../sessions/session-store.js';

/** Holds the session's row, before the lease: whoever hands the conversation over or takes it does so in the same order. */
export async function lockSession(
  transaction: Transaction<Schema>,
  identity: Identity,
  sessionId: string,
): Promise<{ locale: string; facts: CaseFact[]; lastAgent: string | null }> {
  const session = await transaction
    .selectFrom('sessions')
    .select(['locale', 'facts', 'last_agent'])
    .where('id', '=', sessionId)
    .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
    .forUpdate()
    .executeTakeFirst();
  if (session === undefined) throw noSuchSession();
  return { locale: session.locale, facts: parseFacts(session.facts), lastAgent: session.last_agent };
}
