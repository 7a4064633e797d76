import type { AgentReply } from '../../../contract/agent-reply.js';
import { type AgentGuards, createAgentGuards } from '../../../graph/agents/agent-guards.js';
import { createHttpAgentCaller } from '../../../graph/agents/http-agent-caller.js';
import { createHttpClient } from '../../../platform/http/http-client.js';
import { createLogger } from '../../../platform/telemetry/logger.js';
import { createMetrics } from '../../../platform/telemetry/metrics.js';
import { PROCESS_SECRET } from '../../helpers/processes.js';
import type { ConformContext } from '../row.js';

/** The supervisor's client of one agent, without the supervisor. */
export interface AgentClient {
  agent: string;
  guards: AgentGuards;
  /** Asks the agent something; resolves to its reply or to a failed one. */
  ask(signal?: AbortSignal): Promise<AgentReply>;
}

const AGENT = 'order-management';

/** The client as the product makes it, for an agent at this URL. */
export function openAgentClient(
  context: ConformContext,
  url: string,
  timeouts: { firstEventTimeoutMs: number; attemptTimeoutMs: number },
): AgentClient {
  const http = createHttpClient();
  const logger = createLogger({ name: 'conform', level: 'silent' });
  const wire = { http, urls: { [AGENT]: url }, sessionTokenSecret: PROCESS_SECRET, ...timeouts };
  const metrics = createMetrics('conform');
  const guards = createAgentGuards({ agents: [AGENT], wire, logger, metrics });
  context.defer(() => {
    guards.close();
    return http.close();
  });
  const caller = createHttpAgentCaller({ wire, guards, logger });
  let asked = 0;
  return {
    agent: AGENT,
    guards,
    ask(signal = new AbortController().signal) {
      asked += 1;
      const session = { sessionId: `s${asked}`, turnId: `t${asked}`, locale: 'en' };
      const memory = { window: [], summary: '', facts: [] };
      const deadlineAt = new Date(Date.now() + 30_000).toISOString();
      return caller.call({
        agent: AGENT,
        request: { requestId: 'r1', request: 'Where is it?', context: { ...session, ...memory, deadlineAt } },
        identity: { level: 'verified', customerId: 'C1001' },
        traceparent: undefined,
        onEvent: () => undefined,
        signal,
      });
    },
  };
}
