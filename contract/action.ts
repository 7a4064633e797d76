import { z } from 'zod';
import { Money } from './display-item.js';
import { AgentId, Id } from './ids.js';

/**
 * Where a proposed write stands. `proposed` was not shown yet, `offered` was and can be decided, `waiting-for-staff` was
 * confirmed by the customer and needs a colleague's approval too; `committed`, `declined`, `rejected` (by staff),
 * `expired`, `failed` (policy or stock changed meanwhile) and `withdrawn` (a newer proposal about the same thing replaced
 * it before it was decided) are ends.
 */
export const ActionStatus = z.enum([
  'proposed',
  'offered',
  'confirmed',
  'waiting-for-staff',
  'committed',
  'declined',
  'rejected',
  'expired',
  'failed',
  'withdrawn',
]);
export type ActionStatus = z.infer<typeof ActionStatus>;

/** What the customer is asked to confirm: rendered by code from the quote, never by a model. */
export const ActionSummary = z.object({
  title: z.string().max(200).describe('Such as "Cancel order SB-100001".'),
  lines: z
    .array(z.string().max(300))
    .max(20)
    .describe('Items, amounts, destinations and when money arrives.'),
});
export type ActionSummary = z.infer<typeof ActionSummary>;

/** A write that was computed and not done. Its id is made from turn, request, tool and arguments, so that a retry proposes nothing twice. */
export const ActionProposal = z
  .object({
    id: Id,
    requestId: Id,
    agent: AgentId,
    tool: z.string(),
    summary: ActionSummary,
    amount: Money.optional().describe('What moves, where money does: to the customer if positive.'),
    approval: z
      .enum(['customer', 'staff'])
      .describe('Who must agree; staff means the customer and then a colleague.'),
    level: z.enum(['verified', 'step-up']).describe('How sure we must be of who confirms.'),
    argsHash: z
      .string()
      .describe(
        'SHA-256 of the canonical arguments; a decision names it, so that it decides this and nothing else.',
      ),
    expiresAt: z.iso.datetime(),
    replaces: z
      .array(Id)
      .optional()
      .describe(
        'Earlier proposals about the same thing that were withdrawn for this one; left out when there were none.',
      ),
  })
  .meta({ id: 'ActionProposal' });
export type ActionProposal = z.infer<typeof ActionProposal>;

/** A proposal and what became of it. */
export const ActionView = ActionProposal.extend({
  turnId: Id.describe('The turn that it was proposed in.'),
  status: ActionStatus,
  replacedBy: Id.optional().describe('Of a withdrawn action: the proposal that it was withdrawn for.'),
  result: z.string().optional().describe('What was done, or why not, in words for the customer.'),
}).meta({ id: 'Action' });
export type ActionView = z.infer<typeof ActionView>;

/** The body of `POST /v1/sessions/{id}/actions/{proposalId}`: what was decided, about exactly these arguments. */
export const DecideAction = z
  .object({ decision: z.enum(['confirm', 'decline']), argsHash: z.string() })
  .meta({ id: 'DecideAction' });
export type DecideAction = z.infer<typeof DecideAction>;

/** What an agent's `POST /v1/actions/{proposalId}` answers; the same on every retry. */
export const ActionResult = z
  .object({
    proposalId: Id,
    status: z.enum(['committed', 'failed']),
    code: z.string().optional().describe('Why it failed.'),
    text: z.string().describe('What was done, or why not, in words for the customer.'),
  })
  .meta({ id: 'ActionResult' });
export type ActionResult = z.infer<typeof ActionResult>;
