import type { AgentReply } from '../../contract/agent-reply.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { toFailedReply } from '../answer/to-reply.js';
import type { AgentCall, AgentCaller } from './agent-caller.js';
import type { AgentGuards } from './agent-guards.js';
import { type AgentWire, callAgent } from './call-agent.js';
import { mayRetry, toFailureReason } from './failure-reason.js';

/**
 * Calls agents over HTTP, each behind its own guard. An attempt is repeated only while nothing of it was forwarded:
 * what the customer has seen is never said twice.
 */
export function createHttpAgentCaller({
  wire,
  guards,
  logger,
}: {
  wire: AgentWire;
  guards: AgentGuards;
  logger: Logger;
}): AgentCaller {
  return {
    async call(call) {
      const shown = { begun: false, text: '' };
      const watched = watch(call, shown);
      try {
        return await guards.run(call.agent, (attempt) => callAgent(wire, watched, attempt), {
          signal: call.signal,
          mayRetry: (error, elsewhere) => !shown.begun && mayRetry(error, elsewhere),
        });
      } catch (error) {
        call.signal.throwIfAborted();
        const reason = toFailureReason(error, shown.begun);
        logger.warn(
          { error, agent: call.agent, reason, requestId: call.request.requestId },
          'an agent gave no reply',
        );
        return failedReply(call, reason, shown.text);
      }
    },
  };
}

/** The same call, with a note of what the customer has seen of it. */
function watch(call: AgentCall, shown: { begun: boolean; text: string }): AgentCall {
  return {
    ...call,
    onEvent(event) {
      shown.begun = true;
      if (event.type === 'text-delta') shown.text += event.text;
      call.onEvent(event);
    },
  };
}

function failedReply(call: AgentCall, reason: Parameters<typeof toFailedReply>[1], text: string): AgentReply {
  const { requestId, request } = call.request;
  return toFailedReply({ requestId, request, agent: call.agent }, reason, text);
}
