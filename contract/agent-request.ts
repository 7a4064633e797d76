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
      .describe("The customer's own words, this agent's share of them."),
    customerId: Id.optional().describe(
      'Whom the caller takes the customer to be. It identifies nobody: a request whose token says otherwise is refused.',
    ),
    context: SessionContext,
    allowance: Allowance.optional().describe("Left out, the agent's own limits alone hold."),
  })
  .meta({ id: 'AgentRequest' });
export type AgentRequest = z.infer<typeof AgentRequest>;
