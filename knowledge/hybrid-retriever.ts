import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import type { Reranker } from '../models/reranker.js';
import { embedderMismatch } from './corpus.js';
import { evidenceBand, supportOf } from './evidence.js';
import { toVectorText } from './knowledge-store.js';
import { loadDocument } from './load-document.js';
import { withoutNearDuplicates } from './near-duplicates.js';
import { normalizeWords } from './normalize-words.js';
import { readEvidence } from './read-evidence.js';
import { recordGap } from './record-gap.js';
import { createRerank, type Rerank, type Reranked } from './rerank-hits.js';
import type { KnowledgeQuery, KnowledgeRetriever } from './retriever.js';
import { createSearchCache } from './search-cache.js';
import { type ChunkSearchResult, searchChunks } from './search-chunks.js';
import { toRetrievedChunks } from './to-retrieved-chunks.js';

/** What a retriever needs. */
export interface HybridRetrieverOptions {
  database: Database;
  embedder: Embedder;
  /** Puts what was found in a better order. How much the findings can carry is still read from the order in which they were found. */
  reranker?: Reranker | undefined;
  /** Called when something beside the answer failed, such as writing down a gap. */
  onFault?: (fault: unknown, doing: 'embed-query' | 'rerank' | 'record-gap') => void;
}

const DEFAULT_LIMIT = 5;
/** What stands in for passages that only repeat others. */
const SPARE = 5;
/** How many of the best passages a rerank model reads. */
const RERANKED = 20;
const MAX_QUERY_LENGTH = 1_000;
/**
 * How much a cosine of 1 counts against all of the query's words; measured per embedder (evals/retrieval). The local one is
 * weak on device manuals, where it adds least, and helps most with questions that share hardly a word with the documents.
 */
const MEANING_WEIGHTS: Readonly<Record<string, number>> = { 'use-lite-512': 0.8 };
const DEFAULT_MEANING_WEIGHT = 1.2;

/**
 * Hybrid search over the knowledge base. When the embedder fails it goes by words alone; when the corpus was written
 * with another embedder it throws `conflict`. A question with weak or no evidence is written down as a gap.
 */
export function createHybridRetriever(options: HybridRetrieverOptions): KnowledgeRetriever {
  const { database, embedder, reranker, onFault = () => {} } = options;
  const rerank =
    reranker === undefined ? undefined : createRerank(reranker, (fault) => onFault(fault, 'rerank'));
  const cache = createSearchCache<SearchResult>(database);
  return {
    async search(asked) {
      const query = { ...asked, query: withoutControls(asked.query).slice(0, MAX_QUERY_LENGTH) };
      const result =
        (await cache.find(query)) ?? (await runSearch({ ...options, rerank: rerank?.run }, query));
      if (result.embedder !== null && result.embedder !== embedder.id) {
        throw embedderMismatch(result.embedder, embedder.id);
      }
      if (result.embedded && result.reranked !== 'failed') cache.keep(query, result);
      const shown = readEvidence(result, query);
      const evidence = shown === undefined ? 'none' : evidenceBand(shown);
      if (evidence !== 'strong') {
        await recordGap(database, query, evidence).catch((fault: unknown) => onFault(fault, 'record-gap'));
      }
      return {
        chunks: toRetrievedChunks(result.shown),
        evidence,
        support: shown === undefined ? 0 : supportOf(shown),
      };
    },
    cacheUse: () => cache.use(),
    ...(rerank === undefined ? {} : { rerankUse: rerank.use }),
    document: (id) => database.transaction({}, (transaction) => loadDocument(transaction, id)),
  };
}

/** What was found, whether by meaning as well, and what of it is shown in which order. */
type SearchResult = ChunkSearchResult & { embedded: boolean } & Reranked;

async function runSearch(
  { database, embedder, onFault, rerank }: HybridRetrieverOptions & { rerank: Rerank | undefined },
  query: KnowledgeQuery,
): Promise<SearchResult> {
  const text = query.query;
  const limit = query.limit ?? DEFAULT_LIMIT;
  const wanted = rerank === undefined ? limit : Math.max(limit, RERANKED);
  const vector = await embedder.embed([text], query.signal).then(
    ([first]) => first,
    (fault: unknown) => {
      if (query.signal?.aborted) throw fault;
      onFault?.(fault, 'embed-query');
      return undefined;
    },
  );
  query.signal?.throwIfAborted();
  const result = await database.transaction({}, (transaction) =>
    searchChunks(transaction, {
      words: normalizeWords(text),
      vector: vector === undefined ? null : toVectorText(vector),
      product: query.product ?? null,
      kind: query.kind ?? null,
      limit: wanted + SPARE,
      meaningWeight: MEANING_WEIGHTS[embedder.id] ?? DEFAULT_MEANING_WEIGHT,
    }),
  );
  const hits =
    query.withRepeats === true ? result.hits.slice(0, wanted) : withoutNearDuplicates(result.hits, wanted);
  const ordered: Reranked = (await rerank?.(query, hits)) ?? { shown: hits, reranked: 'no' };
  const shown = ordered.shown.slice(0, limit);
  return { ...result, hits, ...ordered, shown, embedded: vector !== undefined };
}

/** PostgreSQL takes no NUL in a text, and nobody searches for a control character. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
