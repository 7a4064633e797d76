import { deadline } from '../../platform/resilience/deadline.js';

/** How one guarded call may be repeated and ended. */
export interface GuardedCall {
  signal: AbortSignal;
  mayRetry: (error: unknown) => boolean;
}

/** What stands between the supervisor and each agent, so that one that is down or slow costs the others nothing. */
export interface AgentGuards {
  run<T>(agent: string, attempt: (signal: AbortSignal) => Promise<T>, call: GuardedCall): Promise<T>;
  /** By agent id: closed, open or half-open. */
  states(): Record<string, string>;
}

/** Guards with an attempt deadline. */
export function createAgentGuards({ attemptTimeoutMs }: { attemptTimeoutMs: number }): AgentGuards {
  return {
    async run(_, attempt, { signal }) {
      const limit = deadline(attemptTimeoutMs, signal);
      try {
        return await attempt(limit.signal);
      } finally {
        limit.clear();
      }
    },
    states: () => ({}),
  };
}
