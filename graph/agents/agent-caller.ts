import type { AgentReply } from '../../contract/agent-reply.js';
import type { AgentRequest } from '../../contract/agent-request.js';
import type { AgentEvent } from '../../contract/events.js';
import type { Identity } from '../../contract/identity.js';

/** One call of one agent. */
export interface AgentCall {
  agent: string;
  request: AgentRequest;
  identity: Identity;
  traceparent: string | undefined;
  /** Takes the agent's events as they come. */
  onEvent: (event: AgentEvent) => void;
  signal: AbortSignal;
}

/** Calls agents over HTTP. It always resolves to a reply, a failed one names its reason; only the caller's own abort rejects. */
export interface AgentCaller {
  call(call: AgentCall): Promise<AgentReply>;
}
