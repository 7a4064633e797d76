import { z } from 'zod';
import { AgentId } from './ids.js';

/** What an agent says of itself: the router reads it, and `/.well-known/agent-card.json` serves it. */
export const AgentCard = z
  .object({
    id: AgentId,
    name: z.string(),
    topic: z.string().describe('How a customer would call its field, as in "the part about your orders".'),
    purpose: z.string().describe('What it is for, in words for the router.'),
    port: z.int().describe('Its port by default.'),
    examples: z.array(z.string()).min(3).describe('Requests that belong to it.'),
    unavailableHint: z.string().describe('What a customer can do while it is down.'),
  })
  .meta({ id: 'AgentCard' });
export type AgentCard = z.infer<typeof AgentCard>;

/** The card as served: what the code says of the agent, and which tools it has. */
export const ServedAgentCard = AgentCard.extend({
  contractVersion: z.string(),
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      kind: z.enum(['read', 'write', 'approval', 'handoff']),
    }),
  ),
}).meta({ id: 'ServedAgentCard' });
export type ServedAgentCard = z.infer<typeof ServedAgentCard>;
