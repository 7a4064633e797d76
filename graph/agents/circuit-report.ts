import { Counter, Gauge } from 'prom-client';
import type { BreakerState } from '../../platform/resilience/breaker.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { Metrics } from '../../platform/telemetry/metrics.js';

const LEVEL: Record<BreakerState['kind'], number> = { closed: 0, 'half-open': 1, open: 2 };

/** How an attempt on a replica ended; `rejected`: it was not made, because the circuit is open. */
export type AttemptResult = 'ok' | 'failed' | 'rejected';

/** What operators are told of the circuits to agents. */
export interface CircuitReport {
  /** There is a replica with a closed circuit. */
  known(agent: string, address: string): void;
  changed(agent: string, address: string, kind: BreakerState['kind']): void;
  attempted(agent: string, result: AttemptResult): void;
  repeated(agent: string): void;
  probed(agent: string, ok: boolean): void;
  /** The address is no replica any more. */
  gone(agent: string, address: string): void;
}

/** Metrics for all of it, and a log line for every circuit that opens or closes. */
export function createCircuitReport({
  logger,
  metrics,
}: {
  logger: Logger;
  metrics: Metrics;
}): CircuitReport {
  const registers = [metrics.registry];
  const state = new Gauge({
    name: 'support_agent_circuit_state',
    help: 'Circuit to a replica of an agent: 0 closed, 1 half-open, 2 open.',
    labelNames: ['agent', 'replica'] as const,
    registers,
  });
  const attempts = new Counter({
    name: 'support_agent_attempts_total',
    help: 'Attempts to call an agent: ok, failed, or rejected because the circuit is open.',
    labelNames: ['agent', 'result'] as const,
    registers,
  });
  const repetitions = new Counter({
    name: 'support_agent_retries_total',
    help: 'Attempts that were repetitions of one that failed.',
    labelNames: ['agent'] as const,
    registers,
  });
  const probes = new Counter({
    name: 'support_agent_probes_total',
    help: 'Health checks of replicas whose circuit is open.',
    labelNames: ['agent', 'result'] as const,
    registers,
  });
  return {
    known: (agent, address) => state.set({ agent, replica: address }, LEVEL.closed),
    changed(agent, address, kind) {
      state.set({ agent, replica: address }, LEVEL[kind]);
      // Half-open lasts for one call and comes once a second during an outage.
      const level = kind === 'half-open' ? 'debug' : 'warn';
      logger[level]({ agent, replica: address, circuit: kind }, 'the circuit to an agent changed');
    },
    attempted: (agent, result) => attempts.inc({ agent, result }),
    repeated: (agent) => repetitions.inc({ agent }),
    probed: (agent, ok) => probes.inc({ agent, result: ok ? 'ok' : 'failed' }),
    gone: (agent, address) => state.remove({ agent, replica: address }),
  };
}
