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

/** Queues a conversation, unless it waits for a person already; then that handover is the answer, also when two ask at once. */
export async function queueHandoff(
  transaction: Transaction<Schema>,
  handoff: NewHandoff,
): Promise<OpenHandoff> {
  const open = (await queueOrFind(transaction, handoff)) ?? (await queueOrFind(transaction, handoff));
  if (open === undefined) throw new Error('a handover was neither found nor queued');
  return open;
}

/** Nothing comes back when another transaction queued it since this statement began; the next statement sees it. */
async function queueOrFind(
  transaction: Transaction<Schema>,
  handoff: NewHandoff,
): Promise<OpenHandoff | undefined> {
  const id = `H-${randomUUID().slice(0, 8).toUpperCase()}`;
  const { rows } = await sql<OpenHandoff>`
    with queued as (
      insert into handoffs (id, session_id, customer_id, reason, summary, package, state, created_at)
      values (${id}, ${handoff.sessionId}, ${handoff.customerId}, ${handoff.reason}, ${handoff.summary},
              ${JSON.stringify(handoff.details)}::jsonb, 'queued', ${handoff.now})
      on conflict (session_id) where state <> 'closed' do nothing
      returning id, state
    )
    select id, state, false as "alreadyQueued" from queued
    union all
    select id, state, true from handoffs
    where session_id = ${handoff.sessionId} and state <> 'closed' and not exists (select from queued)`.execute(
    transaction,
  );
  return rows[0];
}
