import type { Evidence } from './evidence.js';
import type { KnowledgeQuery } from './retriever.js';
import type { ChunkSearchResult } from './search-chunks.js';

/** What a product named by a filter adds to the words of the query; about what its name would add there. */
const NAMED_PRODUCT = 4;

/** What a search has to show; undefined when it found nothing. `embedded` says whether the query had a vector. */
export function readEvidence(
  result: ChunkSearchResult & { embedded: boolean },
  query: Pick<KnowledgeQuery, 'product'>,
): Evidence | undefined {
  const [best] = result.hits;
  if (best === undefined) return undefined;
  const isOfProduct = query.product !== undefined && best.product !== null && best.words > 0;
  const named = isOfProduct ? NAMED_PRODUCT : 0;
  const weight = Math.max(result.weight + named, 1);
  const [first = 0, ...others] = result.documentScores;
  const mean = others.reduce((sum, score) => sum + score, 0) / Math.max(others.length, 1);
  const terms = result.terms + (isOfProduct ? 1 : 0);
  const rarest = result.weight === 0 ? 0 : result.information / result.weight;
  return {
    words: (best.words + named) / weight,
    lead: (first - mean) / Math.max(result.weight, 1),
    agreement: result.embedded ? 1 / (1 + result.nearerDocuments) : undefined,
    near: result.embedded ? (result.near ?? 0) : undefined,
    foreign: terms === 0 ? 0 : ((result.weight + named) * rarest) / terms,
    information: result.information + named * rarest,
    narrowed: query.product !== undefined,
  };
}
