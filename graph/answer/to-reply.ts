import type { AgentReply } from '../../contract/agent-reply.js';
import type { PlannedRequest } from '../../contract/events.js';
import type { FailureReason, OutcomeStatus } from '../../contract/outcome.js';
import { NO_USAGE } from '../../contract/usage.js';

const EMPTY = { citations: [], items: [], facts: [], proposals: [], usage: NO_USAGE, degraded: false };

/** The reply of an agent that gave none. `text` is what came before it failed. */
export function toFailedReply(request: PlannedRequest, reason: FailureReason, text = ''): AgentReply {
  const { requestId, agent } = request;
  return { ...EMPTY, outcome: { requestId, agent, status: 'failed', reason }, text };
}

/** A reply in the supervisor's own words. */
export function toOwnReply(
  request: PlannedRequest,
  text: string,
  status: Exclude<OutcomeStatus, 'failed'>,
): AgentReply {
  const { requestId, agent } = request;
  return { ...EMPTY, outcome: { requestId, agent, status }, text };
}
