import { z } from 'zod';
import { customerOf } from '../../contract/identity.js';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { defineTool } from '../tool.js';
import { queueHandoff } from './handoff-store.js';

/** What `transfer_to_human` answers. */
export interface HandoffView {
  /** The number of the handover, to tell the customer. */
  id: string;
  /** `person` when somebody has taken it over already. */
  state: 'queued' | 'person';
  /** True when this conversation was waiting for a person before. */
  alreadyQueued: boolean;
  /** What customers usually wait; no promise. */
  expectedMinutes: number;
}

/**
 * Puts the conversation into the queue of the staff. `data` is a `HandoffView`; a conversation is queued only once
 * at a time, so a repeated call answers with the handover that is there.
 */
export const transferToHuman = defineTool({
  name: 'transfer_to_human',
  description:
    'Hand the conversation to a person of the staff. Use it at once when the customer asks for a person, and when a rule, missing knowledge or repeated failure leaves no other way. Summarise what the customer wants and what was tried.',
  kind: 'handoff',
  access: 'anonymous',
  input: z.object({
    reason: z.enum([
      'customer-request',
      'missing-knowledge',
      'unsupported-request',
      'policy-restriction',
      'tool-failure',
      'unresolved-clarification',
      'usage-limit',
    ]),
    summary: z
      .string()
      .trim()
      .min(1)
      .max(1_000)
      .describe('What the customer wants, what was found out and what was tried.'),
  }),
  run: async ({ reason, summary }, context) => {
    const customerId = customerOf(context.identity);
    const handoff = await context.database.transaction({ customerId }, (transaction) =>
      queueHandoff(transaction, {
        customerId: customerId ?? null,
        sessionId: context.sessionId,
        reason,
        summary,
        details: { turnId: context.turnId, requestId: context.requestId, locale: context.locale },
        now: context.now(),
      }),
    );
    const policy = context.policy ?? DEFAULT_POLICY;
    const data: HandoffView = { ...handoff, expectedMinutes: policy.handoffExpectedMinutes };
    return { ok: true, data };
  },
});
