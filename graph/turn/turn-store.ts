import { sql, type Transaction } from 'kysely';
import type { ActionView } from '../../contract/action.js';
import type { MessageView } from '../../contract/chat-api.js';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { CaseFact, WindowMessage } from '../../contract/session-context.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { offerShown, selectOpen } from '../actions/action-store.js';
import { isWithPerson } from '../sessions/session-owner.js';
import { noSuchSession, parseFacts } from '../sessions/session-store.js';
import { buildWindow, MESSAGES_LOOKED_AT } from './window.js';

/** A turn that owns its session until `finish`, `release`, or the end of its lease. */
export interface OpenTurn {
  sessionId: string;
  turnId: string;
  owner: string;
  fence: string;
  locale: string;
  facts: CaseFact[];
  lastAgent: string | null;
  awaiting: string | null;
  window: WindowMessage[];
  summary: string;
  openActions: ActionView[];
  /** A person has the conversation: the bot keeps silent. */
  heldByPerson: boolean;
}

/** What a turn leaves behind. */
export interface TurnRecord {
  text: string;
  data: Pick<MessageView, 'outcomes' | 'citations' | 'items'>;
  facts: readonly CaseFact[];
  lastAgent: string | null;
  /** The proposed writes that the answer shows. */
  offered: readonly string[];
}

/** How long a session stays with a holder that no longer renews, in seconds. */
export const LEASE_SECONDS = 6;

/** Where turns begin and end. One turn at a time has a session, over all replicas. */
export interface TurnStore {
  /** Takes the session and appends the customer's message; `turn-running` when another turn has it. */
  open(
    identity: Identity,
    turn: { sessionId: string; turnId: string; owner: string; text: string },
  ): Promise<OpenTurn>;
  /** Keeps the session; false when it was lost to another holder. */
  renew(turn: OpenTurn): Promise<boolean>;
  /** Whether a person has taken the conversation over since. */
  isHeldByPerson(identity: Identity, turn: OpenTurn): Promise<boolean>;
  /**
   * Appends the answer and gives the session back. `silenced` when a person has the conversation by now: then nothing is
   * said and nothing offered. `conflict` when the session was lost to another turn, and nothing is written.
   */
  finish(identity: Identity, turn: OpenTurn, record: TurnRecord): Promise<'stored' | 'silenced'>;
}

/** Turns over the supervisor's own tables. */
export function createTurnStore(database: Database, now: () => Date = () => new Date()): TurnStore {
  return {
    open: (identity, turn) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const session = await selectSession(transaction, identity, turn.sessionId);
        const fence = await takeLease(transaction, turn.sessionId, turn.owner);
        const recent = await selectRecent(transaction, turn.sessionId);
        await insertMessage(transaction, identity, turn, 'customer', turn.text, {});
        const { window, summary, awaiting } = buildWindow(recent);
        const openActions = await selectOpen(transaction, turn.sessionId, now());
        return {
          ...turn,
          fence,
          locale: session.locale,
          facts: parseFacts(session.facts),
          lastAgent: session.last_agent,
          awaiting,
          window,
          summary,
          openActions,
          heldByPerson: await isWithPerson(transaction, turn.sessionId),
        };
      }),

    renew: async (turn) =>
      database.transaction({}, async (transaction) => {
        const renewed = await sql<{ fence: string }>`
          update leases set until = now() + make_interval(secs => ${LEASE_SECONDS})
          where thread = ${turn.sessionId} and owner = ${turn.owner} and fence = ${turn.fence} returning fence
        `.execute(transaction);
        return renewed.rows.length > 0;
      }),

    isHeldByPerson: (identity, { sessionId }) =>
      database.transaction({ customerId: customerOf(identity) }, (transaction) =>
        isWithPerson(transaction, sessionId),
      ),

    finish: (identity, turn, { text, data, facts, lastAgent, offered }) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        await selectSession(transaction, identity, turn.sessionId);
        const silenced = await isWithPerson(transaction, turn.sessionId);
        const held = await transaction
          .deleteFrom('leases')
          .where('thread', '=', turn.sessionId)
          .where('owner', '=', turn.owner)
          .where('fence', '=', turn.fence)
          .returning('fence')
          .execute();
        if (silenced) return 'silenced';
        if (held.length === 0)
          throw new AppError('conflict', 'Another turn of this session has begun since.');
        if (text !== '') await insertMessage(transaction, identity, turn, 'assistant', text, data);
        await offerShown(transaction, turn.turnId, offered);
        await transaction
          .updateTable('sessions')
          .set({ facts: JSON.stringify(facts), last_agent: lastAgent, updated_at: new Date() })
          .where('id', '=', turn.sessionId)
          .execute();
        return 'stored';
      }),
  };
}

/** Holds the session's row, before the lease: whoever hands the conversation over or takes it does so in the same order. */
async function selectSession(transaction: Transaction<Schema>, identity: Identity, sessionId: string) {
  const session = await transaction
    .selectFrom('sessions')
    .select(['locale', 'facts', 'last_agent'])
    .where('id', '=', sessionId)
    .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
    .forUpdate()
    .executeTakeFirst();
  if (session === undefined) throw noSuchSession();
  return session;
}

/** A lease row and not a lock: it works across replicas, holds no connection, and ends when its holder dies. */
async function takeLease(transaction: Transaction<Schema>, thread: string, owner: string): Promise<string> {
  const taken = await sql<{ fence: string }>`
    insert into leases as lease (thread, owner, until, fence)
    values (${thread}, ${owner}, now() + make_interval(secs => ${LEASE_SECONDS}), 1)
    on conflict (thread) do update
      set owner = excluded.owner, until = excluded.until, fence = lease.fence + 1
      where lease.until < now()
    returning fence
  `.execute(transaction);
  const [row] = taken.rows;
  if (row === undefined) {
    throw new AppError(
      'turn-running',
      'The answer to your last message is still being written. Wait for its end.',
      {
        retryAfterSeconds: 2,
      },
    );
  }
  return row.fence;
}

function selectRecent(transaction: Transaction<Schema>, sessionId: string) {
  return transaction
    .selectFrom('messages')
    .select(['role', 'body', 'data'])
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(MESSAGES_LOOKED_AT)
    .execute();
}

/** The id is made from the turn's, so that a turn that is run again writes nothing twice. */
async function insertMessage(
  transaction: Transaction<Schema>,
  identity: Identity,
  { sessionId, turnId }: { sessionId: string; turnId: string },
  role: 'customer' | 'assistant',
  body: string,
  data: object,
): Promise<void> {
  await transaction
    .insertInto('messages')
    .values({
      id: `${turnId}:${role}`,
      session_id: sessionId,
      customer_id: customerOf(identity) ?? null,
      turn_id: turnId,
      role,
      body,
      data: JSON.stringify(data),
      created_at: new Date(),
    })
    .onConflict((conflict) => conflict.columns(['session_id', 'id']).doNothing())
    .execute();
  if (role === 'customer') {
    await transaction
      .updateTable('sessions')
      .set({
        title: sql<string>`case when title = '' then ${toTitle(body)} else title end`,
        updated_at: new Date(),
      })
      .where('id', '=', sessionId)
      .execute();
  }
}

function toTitle(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
