import { z } from 'zod';
import type { CaseKind } from '../../database/schema.js';
import { fault } from '../fault.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { findTickets } from './ticket-store.js';

/** What `get_ticket` answers, newest first. Dates are ISO instants in UTC. */
export interface TicketListView {
  tickets: {
    id: string;
    kind: CaseKind;
    status: 'open' | 'waiting' | 'resolved' | 'rejected';
    topic: string;
    summary: string;
    orderId: string | null;
    createdAt: string;
    updatedAt: string;
  }[];
}

/** A case of the customer by its number, or all that are open. `data` is a `TicketListView`. */
export const getTicket = defineTool({
  name: 'get_ticket',
  description:
    'The state of a support case (return, exchange, damage, warranty, ticket): by its number, or without one all open cases of the customer.',
  kind: 'read',
  access: 'verified',
  input: z.object({
    id: z.string().trim().min(1).max(64).optional().describe('The case number as the customer gave it.'),
  }),
  run: ({ id }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const tickets = await findTickets(transaction, { customerId, id });
      if (id !== undefined && tickets.length === 0) {
        return fault('not-found', 'No such case on this account. Ask for the number again.');
      }
      const data: TicketListView = {
        tickets: tickets.map(({ createdAt, updatedAt, ...ticket }) => ({
          ...ticket,
          createdAt: createdAt.toISOString(),
          updatedAt: updatedAt.toISOString(),
        })),
      };
      return { ok: true, data };
    }),
});
