import { sql, type Transaction } from 'kysely';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { readEvents } from './store/take-turn.js';
import type { LoggedEvent } from './turn-log.js';

/** Where a turn stands. `abandoned` is one that is not over and that no replica holds. */
export type TurnStanding = 'running' | 'abandoned' | 'ended';

/** Which turn of which session. */
export interface TurnKey {
  sessionId: string;
  turnId: string;
}

/** A turn that nobody holds, and whose it is. */
export interface AbandonedTurn {
  turnId: string;
  customerId: string | undefined;
}

/** A bounded number of events, so that a slow reader of a long turn holds few of them. */
export interface JournalPage {
  events: LoggedEvent[];
  /** Whether there may be more of them by now. */
  full: boolean;
  /** Where the turn stood when they were read: nothing follows the last page of one that ended. */
  standing: TurnStanding;
}

/** What is recorded of turns, for readers of any replica. Somebody else's turn is "not found". */
export interface TurnJournal {
  /** The next events behind `after`. */
  read(identity: Identity, key: TurnKey, after: number): Promise<JournalPage>;
  /** Where the turn stands, without its events. */
  standing(identity: Identity, key: TurnKey): Promise<TurnStanding>;
  /** Notes the wish that a turn should end; its holder finds it with its next beat at the latest. */
  cancel(identity: Identity, turnId: string): Promise<void>;
  /** Turns whose lease has ended so many seconds ago, oldest first. */
  abandoned(seconds: number): Promise<AbandonedTurn[]>;
  /** Lets go of a lease that names a turn which is over, or gone. */
  forget(turnId: string): Promise<void>;
  /** Clears away turns and keys that are older than any promise about them. */
  prune(): Promise<void>;
}

const MOST_ABANDONED = 20;
const MOST_PRUNED = 500;
const PAGE_EVENTS = 500;

/** The journal over the supervisor's own tables. */
export function createTurnJournal(database: Database): TurnJournal {
  return {
    read: (identity, key, after) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const standing = await readStanding(transaction, identity, key);
        const events = await readEvents(transaction, key.turnId, { after, most: PAGE_EVENTS });
        return { standing, events, full: events.length === PAGE_EVENTS };
      }),
    standing: (identity, key) =>
      database.transaction({ customerId: customerOf(identity) }, (transaction) =>
        readStanding(transaction, identity, key),
      ),
    cancel: (identity, turnId) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        await transaction
          .updateTable('turns')
          .set({ cancelled: true })
          .where('id', '=', turnId)
          .where('state', '<>', 'ended')
          .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
          .execute();
      }),
    abandoned: (seconds) =>
      database.transaction({}, async (transaction) => {
        const { rows } = await sql<{ turn_id: string; customer_id: string | null }>`
          select turn_id, customer_id from leases
          where turn_id is not null and until < now() - make_interval(secs => ${seconds}) and owner not like 'erase:%'
          order by until limit ${MOST_ABANDONED}
        `.execute(transaction);
        return rows.map((row) => ({ turnId: row.turn_id, customerId: row.customer_id ?? undefined }));
      }),
    forget: (turnId) =>
      database.transaction({}, async (transaction) => {
        await sql`delete from leases where turn_id = ${turnId} and until < now()`.execute(transaction);
      }),
    prune: () =>
      database.transaction({}, async (transaction) => {
        await sql`
          delete from turns where id in (
            select id from turns where started_at < now() - interval '25 hours' limit ${MOST_PRUNED}
          )`.execute(transaction);
        await sql`
          delete from idempotency_keys where (client, key) in (
            select client, key from idempotency_keys where expires_at < now() limit ${MOST_PRUNED}
          )`.execute(transaction);
      }),
  };
}

/** Read before the events: what is added in between belongs to a turn that was still running. */
async function readStanding(
  transaction: Transaction<Schema>,
  identity: Identity,
  { sessionId, turnId }: TurnKey,
): Promise<TurnStanding> {
  const { rows } = await sql<{ state: 'running' | 'parked' | 'ended'; live: boolean }>`
    select t.state, coalesce(l.until > now(), false) as live
    from turns t left join leases l on l.thread = t.session_id and l.turn_id = t.id
    where t.id = ${turnId} and t.session_id = ${sessionId}
      and t.customer_id is not distinct from ${customerOf(identity) ?? null}
  `.execute(transaction);
  const [row] = rows;
  if (row === undefined) throw noSuchTurn();
  if (row.state === 'ended') return 'ended';
  return row.live ? 'running' : 'abandoned';
}

/** The error for a turn that does not exist, or is somebody else's. */
export function noSuchTurn(): AppError {
  return new AppError('not-found', 'There is no such turn in this session, or it is too long ago.');
}
