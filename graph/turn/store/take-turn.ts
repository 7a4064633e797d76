import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { TurnEvent } from '../../../contract/events.js';
import type { Identity } from '../../../contract/identity.js';
import type { Schema } from '../../../database/schema.js';
import { isWithPerson } from '../../sessions/session-owner.js';
import type { OpenTurn } from '../open-turn.js';
import type { LoggedEvent } from '../turn-log.js';
import { parseProgress } from '../turn-progress.js';
import { LEASE_SECONDS } from './lease-seconds.js';
import { lockSession } from './lock-session.js';
import { readContext } from './read-context.js';

/** What became of the wish to go on with a turn: it is ours, it was merged into another, or it is somebody's, or over. */
export type Taking =
  | { kind: 'taken'; turn: OpenTurn }
  | { kind: 'merged'; turn: OpenTurn }
  | { kind: 'running' | 'ended' | 'unknown' };

/** The events of another replica end here; those that it may have shown and not stored have ids in the gap. */
const GAP = 1_000;

interface Row {
  session_id: string;
  level: Identity['level'];
  input: string;
  state: 'running' | 'parked' | 'ended';
  attempt: number;
  cancelled: boolean;
  progress: string;
  last_event: number;
  merged_from: string[];
  merged_into: string | null;
  fence: string | null;
  live: boolean;
}

/** Takes the lease of a turn that nobody holds any more, under the lock of its session, and reads what was recorded. */
export async function takeTurn(
  transaction: Transaction<Schema>,
  customerId: string | undefined,
  { turnId, owner }: { turnId: string; owner: string },
): Promise<Taking> {
  const before = await readTurn(transaction, turnId);
  if (before === undefined) return { kind: 'unknown' };
  const identity = toIdentity(before.level, customerId);
  const session = await lockSession(transaction, identity, before.session_id);
  const row = (await readTurn(transaction, turnId)) ?? before;
  if (row.state === 'ended') return { kind: 'ended' };
  const merged = row.merged_into !== null;
  if (!merged && row.live) return { kind: 'running' };
  const fence = merged ? '0' : await takeLease(transaction, row, { turnId, owner, customerId });
  if (fence === undefined) return { kind: 'running' };
  const { session_id: sessionId, merged_from: mergedFrom } = row;
  const { openActions, plan, replies } = parseProgress(row.progress);
  const events = await readEvents(transaction, turnId, { after: 0 });
  const turn: OpenTurn = {
    ...{ sessionId, turnId, owner, fence, identity, input: row.input, openActions, ...session },
    ...(await readContext(transaction, sessionId, [...mergedFrom, turnId])),
    ...{ heldByPerson: await isWithPerson(transaction, sessionId), attempt: row.attempt + 1 },
    ...{ cancelled: row.cancelled, merged: undefined, firstEventId: row.last_event + GAP },
    known: { plan, replies, events, exact: row.state === 'parked' },
  };
  return { kind: merged ? 'merged' : 'taken', turn };
}

async function readTurn(transaction: Transaction<Schema>, turnId: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select t.session_id, t.level, t.input, t.state, t.attempt, t.cancelled, t.progress, t.last_event, t.merged_from,
      t.merged_into, l.fence, coalesce(l.until > now(), false) as live
    from turns t left join leases l on l.thread = t.session_id and l.turn_id = t.id
    where t.id = ${turnId}
  `.execute(transaction);
  return rows[0];
}

/** A turn that has no lease of its own any more is taken as well: its session may be free. */
async function takeLease(
  transaction: Transaction<Schema>,
  { session_id: sessionId, fence }: Row,
  { turnId, owner, customerId }: { turnId: string; owner: string; customerId: string | undefined },
): Promise<string | undefined> {
  const { rows } = await sql<{ fence: string }>`
    with lease as (
      insert into leases as held (thread, owner, until, fence, turn_id, customer_id)
      values (${sessionId}, ${owner}, now() + make_interval(secs => ${LEASE_SECONDS}), 1, ${turnId}, ${customerId ?? null})
      on conflict (thread) do update set owner = excluded.owner, until = excluded.until, fence = held.fence + 1,
        turn_id = excluded.turn_id, customer_id = excluded.customer_id
        where held.until <= now() and (held.fence = ${fence} or held.turn_id is null)
      returning fence
    ), turn as (
      update turns set attempt = attempt + 1, state = 'running' where id = ${turnId} and exists (select from lease)
    )
    select fence from lease
  `.execute(transaction);
  return rows[0]?.fence;
}

/** The recorded events of a turn behind this one, in order; at most so many. */
export async function readEvents(
  transaction: Transaction<Schema>,
  turnId: string,
  { after, most }: { after: number; most?: number },
): Promise<LoggedEvent[]> {
  const { rows } = await sql<{ id: number; event: string }>`
    select first_id + place::integer - 1 as id, event::text as event
    from turn_events, json_array_elements(events::json) with ordinality as listed (event, place)
    where turn_id = ${turnId} and first_id + place - 1 > ${after}
    order by id
    limit ${most ?? null}
  `.execute(transaction);
  return rows.map(({ id, event }) => ({ id, event: StoredEvent.parse(JSON.parse(event)) }));
}

/** Stored as it was sent; it is told again as it is, also that of an older version. */
const StoredEvent = z.custom<TurnEvent>((value) => typeof value === 'object' && value !== null);

function toIdentity(level: Identity['level'], customerId: string | undefined): Identity {
  if (level === 'anonymous' || customerId === undefined) return { level: 'anonymous' };
  return { level, customerId };
}
