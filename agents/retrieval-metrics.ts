import { Counter, type Registry } from 'prom-client';
import type { KnowledgeRetriever } from '../knowledge/retriever.js';
import type { Metrics } from '../platform/telemetry/metrics.js';

/** Shows how often searches of the knowledge base are answered from memory, and put in order by a rerank model; nothing of what the retriever does not do. */
export function registerRetrievalMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  knowledge: Pick<KnowledgeRetriever, 'cacheUse' | 'rerankUse'>,
): void {
  registerReranks(registry, knowledge);
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

function registerReranks(registry: Registry, knowledge: Pick<KnowledgeRetriever, 'rerankUse'>): void {
  if (knowledge.rerankUse === undefined) return;
  new Counter({
    name: 'support_rerank_total',
    help: 'Searches that a rerank model put in order (done), or did not in time (failed).',
    labelNames: ['outcome'] as const,
    registers: [registry],
    collect() {
      const { reranked = 0, failed = 0 } = knowledge.rerankUse?.() ?? {};
      this.reset();
      this.inc({ outcome: 'done' }, reranked);
      this.inc({ outcome: 'failed' }, failed);
    },
  });
}
