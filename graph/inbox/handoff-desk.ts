import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { MessageView } from '../../contract/chat-api.js';
import type { HandoffView } from '../../contract/inbox.js';
import type { StaffIdentity } from '../../contract/staff.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { type HandoffRow, toHandoffView } from './handoff-view.js';
import { appendStaffMessage } from './staff-message.js';

/** What the staff do with conversations that were handed over. Each step is one transaction that holds the session's row. */
export interface HandoffDesk {
  /** Takes a conversation over and cuts off the answer that the bot may be writing. A colleague's is for admins only. */
  claim(staff: StaffIdentity, id: string): Promise<HandoffView>;
  /** Says something in a conversation that one has taken over. */
  say(staff: StaffIdentity, id: string, text: string): Promise<MessageView>;
  /** Gives it back to the bot, or ends it; again is no error. */
  end(staff: StaffIdentity, id: string, ending: 'released' | 'closed'): Promise<HandoffView>;
}

const CLAIMED = 'A colleague has joined and reads what we wrote so far.';
const ENDED = {
  released:
    'My colleague has handed you back to the assistant. It answers from here on; ask for a person whenever you like.',
  closed: 'This conversation is closed. Just write if there is anything else.',
} as const;

/** The desk over the supervisor's own tables. */
export function createHandoffDesk(database: Database): HandoffDesk {
  const inHandoff = <T>(
    staff: StaffIdentity,
    id: string,
    run: (transaction: Transaction<Schema>, row: HandoffRow) => Promise<T>,
  ): Promise<T> =>
    database.transaction({ staffId: staff.staffId }, async (transaction) =>
      run(transaction, await lockHandoff(transaction, id)),
    );

  return {
    claim: (staff, id) =>
      inHandoff(staff, id, async (transaction, row) => {
        const { staffId } = staff;
        if (row.state === 'closed') throw ended();
        if (row.state === 'person') {
          if (row.staff_id === staffId) return toHandoffView(row);
          if (staff.role !== 'admin') throw taken();
        }
        const now = new Date();
        const claimed = await update(transaction, id, {
          state: 'person',
          staff_id: staffId,
          claimed_at: now,
        });
        await loseLease(transaction, row.session_id);
        await tell(transaction, row, CLAIMED, now);
        return claimed;
      }),

    say: (staff, id, text) =>
      inHandoff(staff, id, async (transaction, row) => {
        requireOwn(staff, row);
        const now = new Date();
        await touch(transaction, row.session_id, now);
        return tell(transaction, row, text, now);
      }),

    end: (staff, id, ending) =>
      inHandoff(staff, id, async (transaction, row) => {
        if (row.state === 'closed') {
          if (row.ending === ending) return toHandoffView(row);
          throw ended();
        }
        if (staff.role !== 'admin' && row.state === 'person') requireOwn(staff, row);
        const now = new Date();
        await touch(transaction, row.session_id, now);
        await tell(transaction, row, ENDED[ending], now);
        return update(transaction, id, { state: 'closed', ending, ended_at: now });
      }),
  };
}

/** The session before the handover, as turns do, so that neither waits for the other in a circle. */
async function lockHandoff(transaction: Transaction<Schema>, id: string): Promise<HandoffRow> {
  const found = transaction.selectFrom('handoffs').where('id', '=', id);
  const { session_id: sessionId } = await found.select('session_id').executeTakeFirstOrThrow(noSuchHandoff);
  const session = await transaction
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (session === undefined) throw new AppError('conflict', 'This conversation is not there any more.');
  return found.selectAll().forUpdate().executeTakeFirstOrThrow(noSuchHandoff);
}

async function update(
  transaction: Transaction<Schema>,
  id: string,
  changes: Partial<Pick<HandoffRow, 'state' | 'staff_id' | 'claimed_at' | 'ending' | 'ended_at'>>,
): Promise<HandoffView> {
  const row = await transaction
    .updateTable('handoffs')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toHandoffView(row);
}

/** The turn that is running finds its lease gone and stops; the next one may begin at once. */
async function loseLease(transaction: Transaction<Schema>, sessionId: string): Promise<void> {
  await transaction
    .updateTable('leases')
    .set({ owner: 'staff', fence: sql`fence + 1`, until: sql`now() - interval '1 second'` })
    .where('thread', '=', sessionId)
    .execute();
}

async function touch(transaction: Transaction<Schema>, sessionId: string, now: Date): Promise<void> {
  await transaction.updateTable('sessions').set({ updated_at: now }).where('id', '=', sessionId).execute();
}

function tell(
  transaction: Transaction<Schema>,
  { session_id: sessionId, customer_id: customerId }: HandoffRow,
  text: string,
  now: Date,
): Promise<MessageView> {
  const id = randomUUID();
  return appendStaffMessage(transaction, { id, turnId: id, sessionId, customerId, text, now });
}

function requireOwn({ staffId }: StaffIdentity, row: HandoffRow): void {
  if (row.state === 'closed') throw ended();
  if (row.state === 'queued') throw new AppError('conflict', 'Take the conversation over first.');
  if (row.staff_id !== staffId) throw taken();
}

function noSuchHandoff(): AppError {
  return new AppError('not-found', 'There is no such handover.');
}

function ended(): AppError {
  return new AppError('conflict', 'This handover is at its end already.');
}

function taken(): AppError {
  return new AppError('conflict', 'A colleague has this conversation.');
}
