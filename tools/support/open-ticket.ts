import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { caseIdOf } from '../orders/changes/apply-order-change.js';
import { findTickets, insertTicket } from './ticket-store.js';

/** Opens a ticket for the staff. `data` is a `ProposedView`; the number comes with the confirmation. */
export const openTicket = defineWriteTool({
  name: 'open_ticket',
  description:
    'Propose to open a ticket for something that colleagues must look into and that no other tool deals with; they answer later, so for a person now use transfer_to_human. Nothing happens before the customer confirms; never name a ticket number before.',
  kind: 'write',
  input: z.object({
    topic: z.string().trim().min(3).max(120).describe('A headline.'),
    summary: z
      .string()
      .trim()
      .min(3)
      .max(1_000)
      .describe('What the customer needs and what was tried, with order numbers and products.'),
  }),
  async plan({ topic, summary }, { transaction, customerId }) {
    const open = await findTickets(transaction, { customerId, id: undefined });
    const same = open.find(
      (each) => each.kind === 'ticket' && each.topic.toLowerCase() === topic.toLowerCase(),
    );
    if (same !== undefined) return refuse('already-open', `There is an open ticket for this: ${same.id}.`);
    return {
      ok: true,
      terms: { topic, summary },
      subjects: [topic.toLowerCase()],
      summary: { title: `Open a ticket: ${topic}`, lines: [summary.slice(0, 300)] },
      approval: 'customer',
      level: 'verified',
      effect: { topic, summary },
    };
  },
  async apply({ topic, summary }, { transaction, customerId, proposalId, now }) {
    const id = caseIdOf('ticket', proposalId);
    await insertTicket(transaction, { id, customerId, topic, summary, now });
    return { text: `Your ticket is open; its number is ${id}. A colleague gets back to you.`, caseId: id };
  },
});
