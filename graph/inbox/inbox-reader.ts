import type { Transaction } from 'kysely';
import type { ActionStatus, ActionView } from '../../contract/action.js';
import type { MessageView } from '../../contract/chat-api.js';
import type { ApprovalView, HandoffPackage, HandoffView, Inbox } from '../../contract/inbox.js';
import type { StaffIdentity } from '../../contract/staff.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { toActionView } from '../actions/action-store.js';
import { parseFacts, toMessageView } from '../sessions/session-store.js';
import { toApprovalView } from './approval-view.js';
import { toHandoffView } from './handoff-view.js';

const MOST_LISTED = 100;
const MOST_MESSAGES = 200;
const OPEN: readonly ActionStatus[] = ['proposed', 'offered', 'waiting-for-staff', 'confirmed'];

/** What the staff see of the customers' conversations: those that were handed over, and writes that wait for them. */
export interface InboxReader {
  list(staff: StaffIdentity): Promise<Inbox>;
  approvals(staff: StaffIdentity): Promise<ApprovalView[]>;
  handoff(staff: StaffIdentity, id: string): Promise<HandoffPackage>;
}

/** The inbox over the supervisor's own tables. */
export function createInboxReader(database: Database): InboxReader {
  const asStaff = <T>(
    { staffId }: StaffIdentity,
    run: (transaction: Transaction<Schema>) => Promise<T>,
  ): Promise<T> => database.transaction({ staffId }, run);

  return {
    list: (staff) =>
      asStaff(staff, async (transaction) => ({
        handoffs: await selectOpenHandoffs(transaction),
        approvals: await selectApprovals(transaction),
      })),
    approvals: (staff) => asStaff(staff, selectApprovals),
    handoff: (staff, id) =>
      asStaff(staff, async (transaction) => {
        const row = await transaction
          .selectFrom('handoffs')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) throw new AppError('not-found', 'There is no such handover.');
        const facts = await selectFacts(transaction, row.session_id);
        return {
          ...toHandoffView(row),
          facts,
          tried: facts
            .filter(({ kind }) => kind === 'tried' || kind === 'guide-step')
            .map(({ label }) => label),
          proposals: await selectProposals(transaction, row.session_id),
          transcript: await selectTranscript(transaction, row.session_id),
          details: row.package,
        };
      }),
  };
}

async function selectOpenHandoffs(transaction: Transaction<Schema>): Promise<HandoffView[]> {
  const rows = await transaction
    .selectFrom('handoffs')
    .selectAll()
    .where('state', '<>', 'closed')
    .orderBy('created_at')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(toHandoffView);
}

/** Those that wait, and those that were approved and could not be carried out yet. */
async function selectApprovals(transaction: Transaction<Schema>): Promise<ApprovalView[]> {
  const rows = await transaction
    .selectFrom('action_proposals')
    .selectAll()
    .where('approval', '=', 'staff')
    .where('status', 'in', ['waiting-for-staff', 'confirmed'])
    .orderBy('created_at')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(toApprovalView);
}

async function selectFacts(transaction: Transaction<Schema>, sessionId: string) {
  const session = await transaction
    .selectFrom('sessions')
    .select('facts')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return parseFacts(session?.facts ?? []);
}

async function selectProposals(transaction: Transaction<Schema>, sessionId: string): Promise<ActionView[]> {
  const rows = await transaction
    .selectFrom('action_proposals')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('status', 'in', [...OPEN])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => toActionView(row)).filter(({ status }) => OPEN.includes(status));
}

async function selectTranscript(transaction: Transaction<Schema>, sessionId: string): Promise<MessageView[]> {
  const rows = await transaction
    .selectFrom('messages')
    .select(['id', 'role', 'body', 'data', 'turn_id', 'created_at'])
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(MOST_MESSAGES)
    .execute();
  return rows.reverse().flatMap(toMessageView);
}
