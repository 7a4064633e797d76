import type { Transaction } from 'kysely';
import type { CaseKind, Schema } from '../../database/schema.js';

/** A case as its customer may see it. */
export interface TicketRecord {
  id: string;
  kind: CaseKind;
  status: 'open' | 'waiting' | 'resolved' | 'rejected';
  topic: string;
  summary: string;
  orderId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The case with this id, or at most 20 open ones, newest first; of this customer only. */
export function findTickets(
  transaction: Transaction<Schema>,
  { customerId, id }: { customerId: string; id: string | undefined },
): Promise<TicketRecord[]> {
  const own = transaction
    .selectFrom('cases')
    .where('customer_id', '=', customerId)
    .select([
      'id',
      'kind',
      'status',
      'topic',
      'summary',
      'order_id as orderId',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(20);
  const chosen =
    id === undefined
      ? own.where('status', 'in', ['open', 'waiting']).where('kind', '!=', 'diagnosis')
      : own.where('id', 'in', [...new Set([id, id.toUpperCase(), id.replace(/^#/, '').toUpperCase()])]);
  return chosen.execute();
}

/** Opens a ticket. */
export async function insertTicket(
  transaction: Transaction<Schema>,
  ticket: { id: string; customerId: string; topic: string; summary: string; now: Date },
): Promise<void> {
  await transaction
    .insertInto('cases')
    .values({
      ...{ id: ticket.id, customer_id: ticket.customerId, order_id: null },
      ...{ kind: 'ticket', status: 'open', topic: ticket.topic, summary: ticket.summary, data: '{}' },
      ...{ created_at: ticket.now, updated_at: ticket.now },
    })
    .execute();
}
