import { z } from 'zod';
import { AgentReply } from '../../contract/agent-reply.js';
import { Assignment, OpenAction } from '../state.js';

/** How far a turn has come, as another replica needs it to go on: what could be decided when it began, the plan, the replies. */
export const TurnProgress = z.object({
  openActions: z.array(OpenAction).default([]),
  plan: z.array(Assignment).optional(),
  replies: z.array(AgentReply).default([]),
});
export type TurnProgress = z.infer<typeof TurnProgress>;

/** The stored progress; what an older version stored and does not fit is as if nothing had been done yet. */
export function parseProgress(stored: string): TurnProgress {
  return TurnProgress.catch({ openActions: [], replies: [] }).parse(JSON.parse(stored));
}
