import { sql, type Transaction } from 'kysely';
import { customerOf } from '../../../contract/identity.js';
import type { Schema } from '../../../database/schema.js';
import { offerShown } from '../../actions/action-store.js';
import type { FinishResult, OpenTurn, TurnRecord } from '../open-turn.js';
import type { LoggedEvent } from '../turn-log.js';
import { insertEvents } from './insert-events.js';
import { lockSession } from './lock-session.js';

/** The last moment at which a person may have taken over: then the answer is not part of the conversation. */
export async function finishTurn(
  transaction: Transaction<Schema>,
  turn: OpenTurn,
  record: TurnRecord,
  events: readonly LoggedEvent[],
): Promise<FinishResult> {
  const { sessionId, turnId, owner, fence, identity } = turn;
  await lockSession(transaction, identity, sessionId);
  const { rows } = await sql<{ held: boolean; person: boolean }>`
    select exists (
        select from leases where thread = ${sessionId} and owner = ${owner} and fence = ${fence} for update
      ) as held,
      exists (select from handoffs where session_id = ${sessionId} and state = 'person') as person
  `.execute(transaction);
  if (rows[0]?.person === true) return 'silenced';
  if (rows[0]?.held !== true) return 'lost';
  const { text, data, facts, lastAgent, offered } = record;
  await sql`
    with released as (
      delete from leases where thread = ${sessionId} and owner = ${owner} and fence = ${fence}
    ), message as (
      insert into messages (id, session_id, customer_id, turn_id, role, body, data, created_at)
      select ${`${turnId}:assistant`}, ${sessionId}, ${customerOf(identity) ?? null}, ${turnId}, 'assistant', ${text},
        ${JSON.stringify(data)}::jsonb, ${new Date()}::timestamptz
      where ${text !== ''}
      on conflict (session_id, id) do nothing
    ), session as (
      update sessions set facts = ${JSON.stringify(facts)}, last_agent = ${lastAgent}, updated_at = ${new Date()}
      where id = ${sessionId}
    ), ended as (
      update turns set state = 'ended', ended_at = now(), progress = '{}', speaking = true,
        last_event = greatest(last_event, ${events.at(-1)?.id ?? 0}::integer) where id = ${turnId}
    ), logged as (${insertEvents(turn, events, sql`true`)})
    select 1
  `.execute(transaction);
  await offerShown(transaction, turnId, offered);
  return 'stored';
}
