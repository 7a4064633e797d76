import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The metrics of one service. Register more on `registry`; names are `support_<noun>_<unit>`, labels few and bounded. */
export interface Metrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly requestsInFlight: Gauge;
  /** The exposition text: this service's metrics and those of its process. */
  render(): Promise<string>;
}

let processRegistry: Registry | undefined;

/** Metrics with a registry of their own, so that several services can live in one process. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const requestSeconds = new Histogram({
    name: 'support_request_seconds',
    help: 'Time from the request to the end of its response, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  const requestsInFlight = new Gauge({
    name: 'support_request_in_flight_count',
    help: 'Requests whose response has not ended yet.',
    registers: [registry],
  });
  return {
    registry,
    requestSeconds,
    requestsInFlight,
    async render() {
      const texts = await Promise.all([registry.metrics(), processMetrics().metrics()]);
      return texts.join('\n');
    },
  };
}

// Collected once a process however many services it runs: prom-client would watch the event loop once for each.
function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}
