import { z } from 'zod';
import { Allowance } from './allowance.js';
import { Id } from './ids.js';
import { SessionContext } from './session-context.js';

/** One request of the customer, for one agent: the words that concern it and the context they were said in. */
export const AgentRequest = z
  .object({
    requestId: Id,
    request: z
      .string()
      .trim()
      .min(1)
      .max(8_000)
      .describe(
        "This agent's share of what the customer wants, as nearly in their own words as it can be told apart.",
      ),
    message: z
      .string()
      .max(8_000)
      .optional()
      .describe(
        'The whole message as the customer wrote it. What a write says must come from here or the window; left out, `request` is their own words.',
      ),
    customerId: Id.optional().describe(
      'Whom the caller takes the customer to be. It identifies nobody: a request whose token says otherwise is refused.',
    ),
    context: SessionContext,
    allowance: Allowance.optional().describe("Left out, the agent's own limits alone hold."),
  })
  .meta({ id: 'AgentRequest' });
export type AgentRequest = z.infer<typeof AgentRequest>;
