import type { Selectable, Transaction } from 'kysely';
import type { ActionStatus, ActionView, DecideAction } from '../../contract/action.js';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { noSuchSession } from '../sessions/session-store.js';

/** Which action of which session. */
export interface ActionKey {
  sessionId: string;
  proposalId: string;
}

/** The proposed writes of a session as the supervisor sees them. The row decides; nobody else's exists. */
export interface ActionStore {
  /** `not-found` for a session that is not the caller's. */
  list(identity: Identity, sessionId: string): Promise<ActionView[]>;
  /** One action, with the turn that it was proposed in; `not-found` for what is not the caller's. */
  get(identity: Identity, key: ActionKey): Promise<ActionView>;
  /**
   * Decides an offered action once: compare-and-set on its row, for exactly these arguments. Deciding it the same way
   * again changes nothing; `conflict` says what else became of it, or that the arguments are others.
   */
  decide(identity: Identity, key: ActionKey, decision: DecideAction): Promise<ActionView>;
}

type Row = Selectable<Schema['action_proposals']>;

/** Actions over the rows that the agents propose. */
export function createActionStore(database: Database, now: () => Date = () => new Date()): ActionStore {
  const inScope = <T>(
    identity: Identity,
    run: (transaction: Transaction<Schema>) => Promise<T>,
  ): Promise<T> => database.transaction({ customerId: customerOf(identity) }, run);

  return {
    list: (identity, sessionId) =>
      inScope(identity, async (transaction) => {
        await requireSession(transaction, identity, sessionId);
        const rows = await selectOwn(transaction, identity, sessionId).orderBy('created_at').execute();
        return rows.filter(wasOffered).map((row) => toActionView(row, now()));
      }),
    get: (identity, key) =>
      inScope(identity, async (transaction) =>
        toActionView(await requireRow(transaction, identity, key), now()),
      ),
    decide: (identity, key, decision) =>
      inScope(identity, async (transaction) => {
        const row = await requireRow(transaction, identity, key, true);
        if (row.args_hash !== decision.argsHash) throw changed();
        const current = toActionView(row, now());
        if (isDecided(current.status, decision)) return current;
        if (current.status !== 'offered') throw alreadyEnded(current);
        if (decision.decision === 'confirm' && row.level === 'step-up' && identity.level !== 'step-up')
          throw codeNeeded();
        const status = nextStatus(row, decision, now());
        const updated = await transaction
          .updateTable('action_proposals')
          .set({ status, decided_at: now() })
          .where('id', '=', key.proposalId)
          .where('status', '=', 'offered')
          .returningAll()
          .executeTakeFirstOrThrow();
        return toActionView(updated, now());
      }),
  };
}

/** Marks what a turn proposed as offered, once its answer shows it; the others of the turn stay undecidable. */
export async function offerShown(
  transaction: Transaction<Schema>,
  turnId: string,
  shown: readonly string[],
): Promise<void> {
  if (shown.length === 0) return;
  await transaction
    .updateTable('action_proposals')
    .set({ status: 'offered', offered_at: new Date() })
    .where('turn_id', '=', turnId)
    .where('status', '=', 'proposed')
    .where('id', 'in', [...shown])
    .execute();
}

/** The actions of a session that can be decided now, oldest first. */
export async function selectOpen(
  transaction: Transaction<Schema>,
  sessionId: string,
  now: Date,
): Promise<ActionView[]> {
  const rows = await transaction
    .selectFrom('action_proposals')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('status', '=', 'offered')
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => toActionView(row, now));
}

function selectOwn(transaction: Transaction<Schema>, identity: Identity, sessionId: string) {
  return transaction
    .selectFrom('action_proposals')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('customer_id', '=', customerOf(identity) ?? '');
}

async function requireSession(
  transaction: Transaction<Schema>,
  identity: Identity,
  sessionId: string,
): Promise<void> {
  const own = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
    .executeTakeFirst();
  if (own === undefined) throw noSuchSession();
}

async function requireRow(
  transaction: Transaction<Schema>,
  identity: Identity,
  key: ActionKey,
  lock = false,
): Promise<Row> {
  const own = selectOwn(transaction, identity, key.sessionId).where('id', '=', key.proposalId);
  const row = await (lock ? own.forUpdate() : own).executeTakeFirst();
  if (row === undefined || !wasOffered(row)) throw new AppError('not-found', 'There is no such action.');
  return row;
}

/** Whether the customer was ever shown it; what was withdrawn before that does not exist for them. */
function wasOffered({ status, offered_at }: Row): boolean {
  return status === 'withdrawn' ? offered_at !== null : status !== 'proposed';
}

function nextStatus(row: Row, { decision }: DecideAction, now: Date): ActionStatus {
  if (row.expires_at <= now) return 'expired';
  if (decision === 'decline') return 'declined';
  return row.approval === 'staff' ? 'waiting-for-staff' : 'confirmed';
}

/** Whether the same decision was made before: then asking again is a retry and no conflict. */
function isDecided(status: ActionStatus, { decision }: DecideAction): boolean {
  if (decision === 'decline') return status === 'declined';
  return ['confirmed', 'waiting-for-staff', 'committed', 'failed'].includes(status);
}

/** A proposal's row as the customer and the staff see it; an offer that was not taken in time is expired. */
export function toActionView(row: Row, now: Date = new Date()): ActionView {
  const expired = row.status === 'offered' && row.expires_at <= now;
  return {
    id: row.id,
    turnId: row.turn_id,
    requestId: row.request_id,
    agent: row.agent,
    tool: row.tool,
    summary: row.summary,
    ...(row.amount_cents === null || row.currency === null
      ? {}
      : { amount: { cents: row.amount_cents, currency: row.currency } }),
    approval: row.approval,
    level: row.level,
    argsHash: row.args_hash,
    expiresAt: row.expires_at.toISOString(),
    status: expired ? 'expired' : row.status,
    ...(row.replaced_by === null ? {} : { replacedBy: row.replaced_by }),
    ...(row.result === null ? {} : { result: row.result }),
  };
}

function changed(): AppError {
  return new AppError('conflict', 'This is not what was offered. Read the actions of the session again.');
}

function alreadyEnded({ status }: ActionView): AppError {
  if (status === 'withdrawn')
    return new AppError(
      'conflict',
      'A newer offer took the place of this one. Read the actions of the session again.',
    );
  return new AppError('conflict', `This action can no longer be decided: it is ${status}.`);
}

function codeNeeded(): AppError {
  return new AppError(
    'step-up-required',
    'Confirming this needs a one-time code first: POST /v1/verification.',
  );
}
