import type { Selectable } from 'kysely';
import type { ApprovalView, DecideApproval } from '../../contract/inbox.js';
import type { StaffIdentity } from '../../contract/staff.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import { toApprovalView } from './approval-view.js';
import type { OnApproved } from './commit-approved.js';
import { appendStaffMessage } from './staff-message.js';

/** A decision of the staff about one write that waits for them. */
export interface ApprovalDecision extends DecideApproval {
  staff: StaffIdentity;
  proposalId: string;
  traceparent: string | undefined;
}

/** Decides once, tells the customer, and has what was approved carried out. The same decision again makes good what a fault left undone. */
export type DecideApprovalOnce = (decision: ApprovalDecision) => Promise<ApprovalView>;

type Row = Selectable<Schema['action_proposals']>;

/** The decision is a compare-and-set on the proposal's row; it is stored and told before anything is carried out. */
export function createDecideApproval(options: {
  database: Database;
  onApproved: OnApproved;
}): DecideApprovalOnce {
  return async (decision) => {
    const { staff, proposalId, traceparent } = decision;
    const row = await options.database.transaction({ staffId: staff.staffId }, async (transaction) => {
      const decided = await transaction
        .updateTable('action_proposals')
        .set(toChanges(decision, new Date()))
        .where('id', '=', proposalId)
        .where('status', '=', 'waiting-for-staff')
        .returningAll()
        .executeTakeFirst();
      if (decided !== undefined) {
        const { session_id: sessionId, customer_id: customerId } = decided;
        const told = { sessionId, customerId, text: toNotice(decided, decision), now: new Date() };
        await appendStaffMessage(transaction, { ...told, id: noticeId(proposalId), turnId: proposalId });
        return decided;
      }
      const current = await transaction
        .selectFrom('action_proposals')
        .selectAll()
        .where('id', '=', proposalId)
        .where('approval', '=', 'staff')
        .executeTakeFirst();
      return requireSameDecision(current, decision);
    });
    if (row.status !== 'confirmed') return toApprovalView(row);
    const { agent, level, session_id: sessionId, customer_id: customerId, turn_id: turnId } = row;
    const approved = { proposalId, agent, sessionId, turnId, customerId, level, traceparent };
    const { status, text } = await options.onApproved(approved);
    return { ...toApprovalView(row), status, result: text };
  };
}

function toChanges({ decision, note, staff }: ApprovalDecision, now: Date) {
  const signed = { staff_id: staff.staffId, staff_note: note ?? null, staff_decided_at: now };
  if (decision === 'approve') return { ...signed, status: 'confirmed' as const };
  return { ...signed, status: 'rejected' as const, result: toRejection(note), finished_at: now };
}

function toRejection(note: string | undefined): string {
  const why = note === undefined ? '' : ` They say: “${note}”`;
  return `A colleague could not agree to this, so nothing was changed.${why}`;
}

function toNotice({ summary }: Row, { decision, note }: ApprovalDecision): string {
  if (decision === 'reject') return `${summary.title}: ${toRejection(note)}`;
  const why = note === undefined ? '' : ` They say: “${note}”`;
  return `${summary.title}: a colleague has agreed, and it is being carried out.${why}`;
}

/** The words of the staff about a proposal are told once. */
function noticeId(proposalId: string): string {
  return `${proposalId}:staff`;
}

function requireSameDecision(row: Row | undefined, { decision }: ApprovalDecision): Row {
  if (row === undefined || ['proposed', 'offered', 'withdrawn'].includes(row.status))
    throw new AppError('not-found', 'There is no such approval.');
  const isSame =
    decision === 'reject'
      ? row.status === 'rejected'
      : ['confirmed', 'committed', 'failed'].includes(row.status);
  if (!isSame) throw new AppError('conflict', `This can no longer be decided: it is ${row.status}.`);
  return row;
}
