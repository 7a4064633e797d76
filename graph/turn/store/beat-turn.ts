import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';
import type { OpenTurn } from '../open-turn.js';
import type { LoggedEvent } from '../turn-log.js';
import type { TurnProgress } from '../turn-progress.js';
import { insertEvents } from './insert-events.js';
import { LEASE_SECONDS } from './lease-seconds.js';

/** What a turn says of itself from time to time. */
export interface TurnBeat {
  /** What has happened since the last time. */
  events: readonly LoggedEvent[];
  /** Its first word was shown, or it is about to do what cannot be taken back. */
  speaking: boolean;
  /** Left out where nothing of it has changed. */
  progress?: TurnProgress;
}

/** Keeps the lease and records what is new, in one statement; a turn that lost its lease records nothing. */
export async function beatTurn(
  transaction: Transaction<Schema>,
  turn: OpenTurn,
  { events, speaking, progress }: TurnBeat,
  state: 'running' | 'parked',
): Promise<'held' | 'cancelled' | 'lost'> {
  const { sessionId, turnId, owner, fence } = turn;
  const stored = progress === undefined ? null : JSON.stringify(progress);
  // Who stops keeps nobody waiting: the lease has ended long ago.
  const seconds = state === 'running' ? LEASE_SECONDS : -3_600;
  const { rows } = await sql<{ held: boolean; cancelled: boolean | null }>`
    with held as (
      update leases set until = now() + make_interval(secs => ${seconds})
      where thread = ${sessionId} and owner = ${owner} and fence = ${fence} returning fence
    ), logged as (${insertEvents(turn, events, sql`exists (select from held)`)}
    ), noted as (
      update turns set state = ${state}, speaking = speaking or ${speaking}, progress = coalesce(${stored}, progress),
        last_event = greatest(last_event, ${events.at(-1)?.id ?? 0}::integer)
      where id = ${turnId} and state <> 'ended' and exists (select from held) returning cancelled
    )
    select exists (select from held) as held, (select cancelled from noted) as cancelled
  `.execute(transaction);
  const [row] = rows;
  if (row?.held !== true || row.cancelled === null) return 'lost';
  return row.cancelled ? 'cancelled' : 'held';
}
