import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A conversation that needs a person. */
export interface NewHandoff {
  customerId: string | null;
  sessionId: string;
  reason: string;
  summary: string;
  details: Record<string, unknown>;
  now: Date;
}

/** The handover that is open now. */
export interface OpenHandoff {
  id: string;
  state: 'queued' | 'person';
  alreadyQueued: boolean;
}

/** Queues a conversation in one statement, unless it waits for a person already; then that handover is the answer. */
export async function queueHandoff(
  transaction: Transaction<Schema>,
  handoff: NewHandoff,
): Promise<OpenHandoff> {
  const id = `H-${randomUUID().slice(0, 8).toUpperCase()}`;
  const { rows } = await sql<OpenHandoff>`
    with waiting as (
      select id, state from handoffs
      where session_id = ${handoff.sessionId} and state <> 'closed'
      order by created_at limit 1
    ), queued as (
      insert into handoffs (id, session_id, customer_id, reason, summary, package, state, created_at)
      select ${id}, ${handoff.sessionId}, ${handoff.customerId}, ${handoff.reason}, ${handoff.summary},
             ${JSON.stringify(handoff.details)}::jsonb, 'queued', ${handoff.now}
      where not exists (select from waiting)
      returning id, state
    )
    select id, state, false as "alreadyQueued" from queued
    union all
    select id, state, true from waiting`.execute(transaction);
  const [open] = rows;
  if (!open) throw new Error('a handover was neither found nor queued');
  return open;
}
