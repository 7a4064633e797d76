import { z } from 'zod';
import { ActionProposal } from './action.js';
import { Citation } from './citation.js';
import { DisplayItem } from './display-item.js';
import { Outcome } from './outcome.js';
import { CaseFact } from './session-context.js';
import { Usage } from './usage.js';

/** What an agent answers when the caller asked for JSON: the whole of what its event stream would have said. */
export const AgentReply = z
  .object({
    outcome: Outcome,
    text: z.string(),
    citations: z.array(Citation),
    items: z.array(DisplayItem),
    facts: z.array(CaseFact).describe('What the next requests of this session may point at.'),
    proposals: z.array(ActionProposal).default([]).describe('Writes that were proposed and not done.'),
    usage: Usage,
    degraded: z.boolean().describe('True when the local model stood in for the configured one.'),
  })
  .meta({ id: 'AgentReply' });
export type AgentReply = z.infer<typeof AgentReply>;
