import { sql, type Transaction } from 'kysely';
import { customerOf } from '../../../contract/identity.js';
import type { Schema } from '../../../database/schema.js';
import type { OpenTurn, TurnRecord } from '../open-turn.js';
import type { LoggedEvent } from '../turn-log.js';
import { insertEvents } from './insert-events.js';
import { lockSession } from './lock-session.js';

/**
 * Ends a turn that lost its session: to a person, or to the turn that it was merged into. Whoever comes second changes
 * nothing. Words that flashed by before a merge was known are part of the history, since they were read.
 */
export async function closeTurn(
  transaction: Transaction<Schema>,
  turn: OpenTurn,
  events: readonly LoggedEvent[],
  shown?: TurnRecord,
): Promise<boolean> {
  const { sessionId, turnId, identity } = turn;
  await lockSession(transaction, identity, sessionId);
  const text = shown?.text ?? '';
  const { rows } = await sql<{ closed: boolean }>`
    with closed as (
      update turns set state = 'ended', ended_at = now(), progress = '{}',
        last_event = greatest(last_event, ${events.at(-1)?.id ?? 0}::integer)
      where id = ${turnId} and state <> 'ended' and (merged_into is not null
        or exists (select from handoffs where session_id = ${sessionId} and state = 'person'))
      returning id
    ), logged as (${insertEvents(turn, events, sql`exists (select from closed)`)}
    ), released as (
      delete from leases where turn_id = ${turnId} and exists (select from closed)
    ), message as (
      insert into messages (id, session_id, customer_id, turn_id, role, body, data, created_at)
      select ${`${turnId}:assistant`}, ${sessionId}, ${customerOf(identity) ?? null}, ${turnId}, 'assistant', ${text},
        ${JSON.stringify(shown?.data ?? {})}::jsonb, ${new Date()}::timestamptz
      where ${text !== ''} and exists (select from closed)
      on conflict (session_id, id) do nothing
    )
    select exists (select from closed) as closed
  `.execute(transaction);
  return rows[0]?.closed === true;
}
