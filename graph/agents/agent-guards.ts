import { createAddressResolver, type ResolveAddresses } from '../../platform/http/address-resolver.js';
import type { BreakerState } from '../../platform/resilience/breaker.js';
import { Bulkhead } from '../../platform/resilience/bulkhead.js';
import { CircuitOpenError } from '../../platform/resilience/circuit-open-error.js';
import { retry } from '../../platform/resilience/retry.js';
import { RetryBudget } from '../../platform/resilience/retry-budget.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { Metrics } from '../../platform/telemetry/metrics.js';
import type { AgentReplicas } from './agent-replicas.js';
import { type Attempt, attemptAt } from './attempt-at.js';
import type { AgentWire } from './call-agent.js';
import { createCircuitReport } from './circuit-report.js';
import { createGuardedReplicas } from './create-guarded-replicas.js';

/** How one guarded call may be repeated and ended. */
export interface GuardedCall {
  signal: AbortSignal;
  /** `elsewhere`: the next attempt would go to a replica that has not been tried. */
  mayRetry: (error: unknown, elsewhere: boolean) => boolean;
}

/** What stands between the supervisor and each agent, so that one that is down or slow costs the others nothing. */
export interface AgentGuards {
  run<T>(agent: string, attempt: (attempt: Attempt) => Promise<T>, call: GuardedCall): Promise<T>;
  /** By agent id: whether its circuit is closed (one replica at least can be called), open or half-open. */
  states(): Record<string, BreakerState['kind']>;
  /** Ends the health checks. */
  close(): void;
}

/** Where the agents are, and the limits of each one's guard. */
export interface AgentGuardOptions {
  agents: readonly string[];
  /** The host of an agent's URL may be a name of several replicas. */
  wire: Pick<AgentWire, 'http' | 'urls' | 'attemptTimeoutMs'>;
  logger: Logger;
  metrics: Metrics;
  /** Calls of one agent at once, and how many more may wait. */
  bulkhead?: { limit: number; queue: number };
  resolve?: ResolveAddresses;
}

const ATTEMPTS = 3;

interface Guard {
  bulkhead: Bulkhead;
  budget: RetryBudget;
  replicas: AgentReplicas;
}

/**
 * bulkhead( retry( breaker( attempt deadline( call )))) an agent, with a breaker a replica: it counts every attempt, and a
 * retry never meets an open one. Repetitions have a budget. While a circuit is open, health checks find out when it may close.
 */
export function createAgentGuards(options: AgentGuardOptions): AgentGuards {
  const { wire, bulkhead: limits = { limit: 128, queue: 256 } } = options;
  const report = createCircuitReport(options);
  const make = {
    urls: wire.urls,
    http: wire.http,
    resolve: options.resolve ?? createAddressResolver(),
    report,
  };
  const guards = new Map<string, Guard>(
    options.agents.map((agent) => [
      agent,
      {
        bulkhead: new Bulkhead(limits),
        budget: new RetryBudget(),
        replicas: createGuardedReplicas(agent, make),
      },
    ]),
  );

  return {
    async run(agent, attempt, { signal, mayRetry }) {
      const guard = guards.get(agent);
      if (guard === undefined) throw new Error(`no agent is called ${agent}`);
      const { bulkhead, budget, replicas } = guard;
      const tried = new Set<string>();
      const once = async (number: number): Promise<ReturnType<typeof attempt>> => {
        const replica = await replicas.pick(tried);
        tried.add(replica.address);
        if (number > 1) report.repeated(agent);
        return attemptAt(replica, { agent, attempt, timeoutMs: wire.attemptTimeoutMs, signal, report });
      };
      const retryOn = (error: unknown): boolean =>
        !(error instanceof CircuitOpenError) && mayRetry(error, replicas.hasOther(tried));
      const permit = () => budget.take();
      return budget.track(() =>
        bulkhead.run(() => retry(once, { attempts: ATTEMPTS, signal, retryOn, permit }), signal),
      );
    },
    states: () => Object.fromEntries([...guards].map(([name, { replicas }]) => [name, replicas.state()])),
    close() {
      for (const { replicas } of guards.values()) replicas.close();
    },
  };
}
