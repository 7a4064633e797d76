import { Gauge } from 'prom-client';
import { Breaker, type BreakerState } from '../../platform/resilience/breaker.js';
import { Bulkhead } from '../../platform/resilience/bulkhead.js';
import { CircuitOpenError } from '../../platform/resilience/circuit-open-error.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { retry } from '../../platform/resilience/retry.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { Metrics } from '../../platform/telemetry/metrics.js';

/** How one guarded call may be repeated and ended. */
export interface GuardedCall {
  signal: AbortSignal;
  mayRetry: (error: unknown) => boolean;
}

/** What stands between the supervisor and each agent, so that one that is down or slow costs the others nothing. */
export interface AgentGuards {
  run<T>(agent: string, attempt: (signal: AbortSignal) => Promise<T>, call: GuardedCall): Promise<T>;
  /** By agent id: whether its circuit is closed, open or half-open. */
  states(): Record<string, BreakerState['kind']>;
}

/** The limits of each agent's guard. */
export interface AgentGuardOptions {
  agents: readonly string[];
  attemptTimeoutMs: number;
  logger: Logger;
  metrics: Metrics;
  /** Calls of one agent at once, and how many more may wait. */
  bulkhead?: { limit: number; queue: number };
}

const ATTEMPTS = 3;
const OPEN_FOR_AT_MOST_MILLISECONDS = 1_000;

/** bulkhead( retry( breaker( attempt deadline( call )))) an agent: the breaker counts every attempt, a retry never meets an open one. */
export function createAgentGuards(options: AgentGuardOptions): AgentGuards {
  const { attemptTimeoutMs, bulkhead = { limit: 128, queue: 256 } } = options;
  const report = createCircuitReport(options);
  const guards = new Map(
    options.agents.map((name) => [
      name,
      {
        bulkhead: new Bulkhead(bulkhead),
        breaker: new Breaker({ name, maxMs: OPEN_FOR_AT_MOST_MILLISECONDS, onChange: report }),
      },
    ]),
  );

  return {
    run(agent, attempt, { signal, mayRetry }) {
      const guard = guards.get(agent);
      if (guard === undefined) return Promise.reject(new Error(`no agent is called ${agent}`));
      const once = () => guard.breaker.run(() => withDeadline(attempt, attemptTimeoutMs, signal));
      const retryOn = (error: unknown): boolean => mayRetry(error) && !(error instanceof CircuitOpenError);
      return guard.bulkhead.run(() => retry(once, { attempts: ATTEMPTS, signal, retryOn }), signal);
    },
    states: () => Object.fromEntries([...guards].map(([name, { breaker }]) => [name, breaker.state.kind])),
  };
}

async function withDeadline<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  parent: AbortSignal,
) {
  const limit = deadline(milliseconds, parent);
  try {
    return await attempt(limit.signal);
  } finally {
    limit.clear();
  }
}

/** Every change of a circuit is a log line and a gauge: 0 closed, 1 half-open, 2 open. */
function createCircuitReport({ agents, logger, metrics }: AgentGuardOptions) {
  const gauge = new Gauge({
    name: 'support_agent_circuit_state',
    help: 'Circuit to an agent: 0 closed, 1 half-open, 2 open.',
    labelNames: ['agent'] as const,
    registers: [metrics.registry],
  });
  for (const agent of agents) gauge.set({ agent }, 0);
  const LEVEL: Record<BreakerState['kind'], number> = { closed: 0, 'half-open': 1, open: 2 };
  return (kind: BreakerState['kind'], agent: string): void => {
    gauge.set({ agent }, LEVEL[kind]);
    logger.warn({ agent, circuit: kind }, 'the circuit to an agent changed');
  };
}
