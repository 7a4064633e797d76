import type { Selectable } from 'kysely';
import type { HandoffView } from '../../contract/inbox.js';
import type { Schema } from '../../database/schema.js';

/** A handover as it is stored. */
export type HandoffRow = Selectable<Schema['handoffs']>;

/** A handover as the staff see it. */
export function toHandoffView(row: HandoffRow): HandoffView {
  return {
    id: row.id,
    sessionId: row.session_id,
    reason: row.reason,
    summary: row.summary,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    ...(row.staff_id === null ? {} : { staffId: row.staff_id }),
    ...(row.ending === null ? {} : { ending: row.ending }),
    ...(row.claimed_at === null ? {} : { claimedAt: row.claimed_at.toISOString() }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
  };
}
