import { Counter } from 'prom-client';
import type { KnowledgeRetriever } from '../knowledge/retriever.js';
import type { Metrics } from '../platform/telemetry/metrics.js';

/** Shows how often searches of the knowledge base are answered from memory; nothing where the retriever remembers nothing. */
export function registerRetrievalMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  knowledge: Pick<KnowledgeRetriever, 'cacheUse'>,
): void {
  if (knowledge.cacheUse === undefined) return;
  new Counter({
    name: 'support_retrieval_cache_total',
    help: 'Searches of the knowledge base by whether they were answered from memory (hit or miss).',
    labelNames: ['outcome'] as const,
    registers: [registry],
    collect() {
      const { hits = 0, misses = 0 } = knowledge.cacheUse?.() ?? {};
      this.reset();
      this.inc({ outcome: 'hit' }, hits);
      this.inc({ outcome: 'miss' }, misses);
    },
  });
}
