import type { Reranker } from '../models/reranker.js';
import { titleOf } from './chunk-texts.js';
import type { KnowledgeQuery, RerankUse } from './retriever.js';
import type { ChunkHit } from './search-chunks.js';

/** Passages in the order in which they are shown, and whether a model put them there. */
export interface Reranked {
  shown: ChunkHit[];
  reranked: 'yes' | 'no' | 'failed';
}

/** Puts the passages of a search in order. It never fails the search: without an answer they stay as they were found. */
export type Rerank = (
  query: Pick<KnowledgeQuery, 'query' | 'signal'>,
  hits: readonly ChunkHit[],
) => Promise<Reranked>;

/** Reranking by a model, and how often that worked. */
export function createRerank(
  reranker: Reranker,
  onFault: (fault: unknown) => void,
): { run: Rerank; use: () => RerankUse } {
  const use = { reranked: 0, failed: 0 };
  return {
    async run({ query, signal }, hits) {
      if (hits.length < 2) return { shown: [...hits], reranked: 'no' };
      const passages = hits.map((hit) => `${titleOf(hit.document_title, hit.heading_path)}\n${hit.content}`);
      try {
        const scores = await reranker.rerank(query, passages, signal);
        use.reranked += 1;
        return { shown: inOrder(hits, scores), reranked: 'yes' };
      } catch (fault) {
        signal?.throwIfAborted();
        use.failed += 1;
        onFault(fault);
        return { shown: [...hits], reranked: 'failed' };
      }
    },
    use: () => ({ ...use }),
  };
}

/** The best first. Scores stay with the places, so that they mean the same with and without a model. */
function inOrder(hits: readonly ChunkHit[], scores: readonly number[]): ChunkHit[] {
  return hits
    .map((hit, index) => ({ hit, index, score: scores[index] ?? 0 }))
    .sort((left, right) => right.score - left.score || left.index - right.index)
    .map(({ hit }, place) => ({ ...hit, score: hits[place]?.score ?? hit.score }));
}
