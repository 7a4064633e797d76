import type { AgentRequest } from '../contract/agent-request.js';
import { parseDeadline } from '../contract/deadline.js';

/** The request with its end as this process's clock will show it; without the header the time that the caller wrote stands. */
export function withReceivedDeadline(
  request: AgentRequest,
  header: string | undefined,
  now: Date,
): AgentRequest {
  const milliseconds = parseDeadline(header);
  if (milliseconds === undefined) return request;
  const deadlineAt = new Date(now.getTime() + milliseconds).toISOString();
  return { ...request, context: { ...request.context, deadlineAt } };
}
