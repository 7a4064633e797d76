import type { Selectable } from 'kysely';
import type { ApprovalView } from '../../contract/inbox.js';
import type { Schema } from '../../database/schema.js';
import { toActionView } from '../actions/action-store.js';

/** A proposal that needs, or needed, the staff. */
export function toApprovalView(row: Selectable<Schema['action_proposals']>): ApprovalView {
  return {
    ...toActionView(row),
    sessionId: row.session_id,
    customerId: row.customer_id,
    ...(row.staff_id === null ? {} : { staffId: row.staff_id }),
    ...(row.staff_note === null ? {} : { note: row.staff_note }),
  };
}
