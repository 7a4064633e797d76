import { sql, type Transaction } from 'kysely';
import { customerOf, type Identity } from '../../../contract/identity.js';
import type { Schema } from '../../../database/schema.js';
import { AppError } from '../../../platform/errors.js';
import { selectOpen } from '../../actions/action-store.js';
import { keyReused } from '../../idempotency/key-errors.js';
import { KEY_HOURS } from '../../idempotency/key-hours.js';
import type { OpenTurn } from '../open-turn.js';
import { LEASE_SECONDS } from './lease-seconds.js';
import { lockSession } from './lock-session.js';
import { readContext } from './read-context.js';

/** A message of a customer, for a session of theirs. */
export interface TurnRequest {
  identity: Identity;
  sessionId: string;
  turnId: string;
  owner: string;
  text: string;
  /** The client's name for this very request, so that sending it again does nothing twice. */
  key?: { client: string; key: string; requestHash: string } | undefined;
}

/**
 * What a message meets: a session that it has now; its own turn of an earlier attempt, which can be read, is running, or has
 * no holder; or another turn, which is running or has no holder.
 */
export type Opening =
  | { kind: 'opened'; turn: OpenTurn }
  | { kind: 'recorded' | 'in-flight' | 'abandoned'; turnId: string }
  | { kind: 'busy'; turnId: string | null }
  | { kind: 'abandoned-before'; turnId: string };

/** A burst is of short messages, and as a whole no longer than a message may be. */
const SHORT_MESSAGE = 500;
const LONGEST_INPUT = 8_000;
/** Nobody types so fast: a message so soon after another is a click that was made twice, or two programs at once. */
const TYPING_MILLISECONDS = 150;

/** Decides under the lock of the session's row, so that of all that come at once one is opened. */
export async function openTurn(
  transaction: Transaction<Schema>,
  request: TurnRequest,
  now: Date,
): Promise<Opening> {
  const { identity, sessionId, turnId, owner, text } = request;
  const session = await lockSession(transaction, identity, sessionId);
  const seen = await look(transaction, request);
  const met = meet(seen, request);
  if (met !== undefined) return met;
  const merged = isBurst(seen, text) ? seen : undefined;
  const mergedFrom = merged === undefined ? [] : [...(merged.mergedFrom ?? []), merged.turnId ?? ''];
  const input = merged === undefined ? text : `${merged.input}\n${text}`;
  const context = await readContext(transaction, sessionId, mergedFrom);
  const offered = await selectOpen(transaction, sessionId, now);
  const openActions = offered.map(({ id, argsHash }) => ({ id, argsHash }));
  const opened = { ...request, input, mergedFrom, fence: seen.fence, openActions, merged: merged?.turnId };
  const fence = await insert(transaction, opened, now);
  const turn: OpenTurn = {
    ...{ sessionId, turnId, owner, fence, identity, input, openActions, ...context },
    ...{ locale: session.locale, facts: session.facts, lastAgent: session.lastAgent },
    ...{ heldByPerson: seen.person, attempt: 1, cancelled: false, firstEventId: 1, known: undefined },
    merged: merged?.turnId ?? undefined,
  };
  return { kind: 'opened', turn };
}

interface Seen {
  fence: string | null;
  live: boolean;
  turnId: string | null;
  state: 'running' | 'parked' | 'ended' | null;
  speaking: boolean | null;
  input: string | null;
  typed: boolean | null;
  mergedFrom: string[] | null;
  person: boolean;
  keyHash: string | null;
  keyTurn: string | null;
  keyState: 'running' | 'parked' | 'ended' | null;
  keyAttempt: number | null;
}

async function look(transaction: Transaction<Schema>, { sessionId, key }: TurnRequest): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select l.fence, coalesce(l.until > now(), false) as live, l.turn_id as "turnId",
      t.state, t.speaking, t.input,
      t.started_at < now() - make_interval(secs => ${TYPING_MILLISECONDS / 1_000}) as typed, t.merged_from as "mergedFrom",
      exists (select from handoffs h where h.session_id = ${sessionId} and h.state = 'person') as person,
      k.request_hash as "keyHash", k.turn_id as "keyTurn", kt.state as "keyState",
      kt.attempt as "keyAttempt"
    from (select 1) as one
    left join leases l on l.thread = ${sessionId}
    left join turns t on t.id = l.turn_id
    left join idempotency_keys k
      on k.client = ${key?.client ?? null} and k.key = ${key?.key ?? null} and k.expires_at > now()
    left join turns kt on kt.id = k.turn_id
  `.execute(transaction);
  const [seen] = rows;
  if (seen === undefined) throw new Error('a query without a table gave no row');
  return seen;
}

/** What stands in the way; undefined when the session can be had, perhaps together with what a turn has not begun to say. */
function meet(seen: Seen, { key, text }: TurnRequest): Opening | undefined {
  const { keyTurn, keyState, turnId, live, state } = seen;
  if (key !== undefined && seen.keyHash !== null) {
    if (seen.keyHash !== key.requestHash || keyTurn === null) throw keyReused();
    if (keyState === 'ended') return { kind: 'recorded', turnId: keyTurn };
    if (!live || turnId !== keyTurn) return { kind: 'abandoned', turnId: keyTurn };
    // Whoever asked first lost the connection with the replica that began: this is the same client, come back for it.
    return { kind: (seen.keyAttempt ?? 1) > 1 ? 'recorded' : 'in-flight', turnId: keyTurn };
  }
  if (isBurst(seen, text)) return undefined;
  if (live) return { kind: 'busy', turnId };
  if (state === null || state === 'ended' || turnId === null) return undefined;
  return { kind: 'abandoned-before', turnId };
}

/** Whether the running turn has said nothing yet and what it answers can be answered together with this message. */
function isBurst({ state, speaking, input, typed, person }: Seen, text: string): boolean {
  if (state === null || state === 'ended' || input === null || speaking !== false || person) return false;
  const last = input.slice(input.lastIndexOf('\n') + 1);
  const short = text.length <= SHORT_MESSAGE && last.length <= SHORT_MESSAGE;
  return short && typed === true && last !== text && input.length + text.length < LONGEST_INPUT;
}

interface Insertion extends Omit<TurnRequest, 'owner'> {
  owner: string;
  input: string;
  fence: string | null;
  mergedFrom: readonly string[];
  openActions: OpenTurn['openActions'];
  merged: string | null | undefined;
}

/** All that a turn begins with, in one statement. The lease is taken as it was seen, or not at all. */
async function insert(transaction: Transaction<Schema>, turn: Insertion, now: Date): Promise<string> {
  const { sessionId, turnId, identity, key } = turn;
  const customerId = customerOf(identity) ?? null;
  const progress = JSON.stringify({ openActions: turn.openActions, replies: [] });
  const { rows } = await sql<{ fence: string | null; keyed: boolean }>`
    with lease as (
      insert into leases as held (thread, owner, until, fence, turn_id, customer_id)
      values (${sessionId}, ${turn.owner}, now() + make_interval(secs => ${LEASE_SECONDS}), 1, ${turnId}, ${customerId})
      on conflict (thread) do update set owner = excluded.owner, until = excluded.until, fence = held.fence + 1,
        turn_id = excluded.turn_id, customer_id = excluded.customer_id where held.fence = ${turn.fence}
      returning fence
    ), turn as (
      insert into turns (id, session_id, customer_id, level, input, state, attempt, speaking, cancelled, progress,
        last_event, merged_from, started_at)
      values (${turnId}, ${sessionId}, ${customerId}, ${identity.level}, ${turn.input}, 'running', 1, false, false,
        ${progress}, 0, ${[...turn.mergedFrom]}, now())
    ), merged as (
      update turns set merged_into = ${turnId} where id = ${turn.merged ?? null}
    ), message as (
      insert into messages (id, session_id, customer_id, turn_id, role, body, data, created_at)
      values (${`${turnId}:customer`}, ${sessionId}, ${customerId}, ${turnId}, 'customer', ${turn.text}, '{}', ${now})
    ), session as (
      update sessions set updated_at = ${now}, title = case when title = '' then ${toTitle(turn.text)} else title end
      where id = ${sessionId}
    ), keyed as (
      insert into idempotency_keys as known (client, key, customer_id, session_id, request_hash, turn_id, expires_at)
      select ${key?.client ?? ''}, ${key?.key ?? ''}, ${customerId}, ${sessionId}, ${key?.requestHash ?? ''}, ${turnId},
        now() + make_interval(hours => ${KEY_HOURS})
      where ${key !== undefined}
      on conflict (client, key) do update set session_id = excluded.session_id, request_hash = excluded.request_hash,
        turn_id = excluded.turn_id, status = null, body = null, claim = null, claimed_until = null,
        expires_at = excluded.expires_at where known.expires_at <= now()
      returning key
    )
    select (select fence from lease) as fence, exists (select from keyed) as keyed
  `.execute(transaction);
  const [row] = rows;
  if (row === undefined || row.fence === null) throw turnRunning();
  if (key !== undefined && !row.keyed) throw keyReused();
  return row.fence;
}

/** The error for a message that comes while the last one is being answered. */
export function turnRunning(): AppError {
  const message = 'The answer to your last message is still being written. Wait for its end.';
  return new AppError('turn-running', message, { retryAfterSeconds: 2 });
}

function toTitle(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
