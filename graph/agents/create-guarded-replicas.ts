import type { ResolveAddresses } from '../../platform/http/address-resolver.js';
import type { HttpClient } from '../../platform/http/http-client.js';
import { Breaker } from '../../platform/resilience/breaker.js';
import { type CircuitProber, probeWhileOpen } from '../../platform/resilience/probe-while-open.js';
import { AgentReplicas } from './agent-replicas.js';
import { checkReady } from './check-ready.js';
import type { CircuitReport } from './circuit-report.js';

const OPEN_FOR_AT_MOST_MILLISECONDS = 1_000;

/** What circuits are made with. */
export interface GuardedReplicasOptions {
  /** By agent id. */
  urls: Readonly<Record<string, string>>;
  http: HttpClient;
  resolve: ResolveAddresses;
  report: CircuitReport;
}

/** The replicas of one agent, each with a circuit that is reported and, while it is open, probed. */
export function createGuardedReplicas(
  agent: string,
  { urls, http, resolve, report }: GuardedReplicasOptions,
): AgentReplicas {
  const url = urls[agent] ?? `http://${agent}.invalid`;
  const probers = new Map<string, CircuitProber>();
  return new AgentReplicas({
    hostname: new URL(url).hostname,
    resolve,
    create(address) {
      const breaker = new Breaker({
        name: `${agent} at ${address}`,
        maxMs: OPEN_FOR_AT_MOST_MILLISECONDS,
        onChange(kind) {
          report.changed(agent, address, kind);
          probers.get(address)?.changed();
        },
      });
      const check = async (): Promise<void> => {
        const ready = await checkReady(http, url, address);
        report.probed(agent, ready);
        if (!ready) throw new Error('it is not ready');
      };
      probers.set(address, probeWhileOpen(breaker, check));
      report.known(agent, address);
      return breaker;
    },
    retire(address) {
      probers.get(address)?.stop();
      probers.delete(address);
      report.gone(agent, address);
    },
  });
}
