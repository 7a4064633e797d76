import { z } from 'zod';
import { ActionView } from './action.js';
import { MessageView } from './chat-api.js';
import { Id } from './ids.js';
import { CaseFact } from './session-context.js';

/** A conversation that was handed over to the staff, and who has it. */
export const HandoffView = z
  .object({
    id: Id,
    sessionId: Id,
    customerId: Id.optional().describe('Missing for an anonymous visitor.'),
    reason: z.string(),
    summary: z.string(),
    state: z.enum(['queued', 'person', 'closed']),
    staffId: Id.optional().describe('Who took it over.'),
    ending: z
      .enum(['released', 'closed'])
      .optional()
      .describe('Whether the bot has it again, or it is over.'),
    createdAt: z.iso.datetime(),
    claimedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Handoff' });
export type HandoffView = z.infer<typeof HandoffView>;

/** Everything a person needs to go on where the bot stopped. */
export const HandoffPackage = HandoffView.extend({
  facts: z.array(CaseFact).describe('What was found out, newest last.'),
  tried: z.array(z.string()).describe('Steps that the customer has tried already.'),
  proposals: z.array(ActionView).describe('Writes that were proposed and are not at their end.'),
  transcript: z.array(MessageView).describe('Oldest first; the newest 200.'),
  details: z.record(z.string(), z.unknown()).describe('What whoever handed it over added.'),
}).meta({ id: 'HandoffPackage' });
export type HandoffPackage = z.infer<typeof HandoffPackage>;

/** A write that the customer has confirmed and that needs the staff's agreement, or has it and was not carried out yet. */
export const ApprovalView = ActionView.extend({
  sessionId: Id,
  customerId: Id,
  staffId: Id.optional().describe('Who decided.'),
  note: z.string().optional(),
}).meta({ id: 'Approval' });
export type ApprovalView = z.infer<typeof ApprovalView>;

/** What waits for the staff, oldest first. */
export const Inbox = z
  .object({ handoffs: z.array(HandoffView), approvals: z.array(ApprovalView) })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof Inbox>;

/** The body of `POST /v1/inbox/approvals/{proposalId}`. */
export const DecideApproval = z
  .object({
    decision: z.enum(['approve', 'reject']),
    note: z.string().trim().min(1).max(500).optional().describe('Told to the customer.'),
  })
  .meta({ id: 'DecideApproval' });
export type DecideApproval = z.infer<typeof DecideApproval>;
