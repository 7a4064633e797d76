import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { titleOf } from './chunk-texts.js';
import { embedderMismatch } from './corpus.js';
import { type Evidence, evidenceBand, supportOf } from './evidence.js';
import { toVectorText } from './knowledge-store.js';
import { loadDocument } from './load-document.js';
import { normalizeWords } from './normalize-words.js';
import { recordGap } from './record-gap.js';
import type { KnowledgeQuery, KnowledgeRetriever, RetrievedChunk } from './retriever.js';
import { type ChunkHit, type ChunkSearchResult, searchChunks } from './search-chunks.js';

/** What a retriever needs. */
export interface HybridRetrieverOptions {
  database: Database;
  embedder: Embedder;
  /** Called when something beside the answer failed, such as writing down a gap. */
  onFault?: (fault: unknown, doing: 'embed-query' | 'record-gap') => void;
}

const DEFAULT_LIMIT = 5;
const MAX_QUERY_LENGTH = 1_000;
/** How much a cosine of 1 counts against BM25; measured per embedder (evals/retrieval). */
const MEANING_WEIGHTS: Readonly<Record<string, number>> = { 'use-lite-512': 12 };
const DEFAULT_MEANING_WEIGHT = 20;

/**
 * Hybrid search over the knowledge base. When the embedder fails it goes by words alone; when the corpus was written
 * with another embedder it throws `conflict`. A question with weak or no evidence is written down as a gap.
 */
export function createHybridRetriever(options: HybridRetrieverOptions): KnowledgeRetriever {
  const { database, embedder, onFault = () => {} } = options;
  return {
    async search(asked) {
      const query = { ...asked, query: withoutControls(asked.query).slice(0, MAX_QUERY_LENGTH) };
      const result = await runSearch(options, query);
      if (result.embedder !== null && result.embedder !== embedder.id) {
        throw embedderMismatch(result.embedder, embedder.id);
      }
      const shown = evidenceOf(result, query);
      const evidence = shown === undefined ? 'none' : evidenceBand(shown);
      if (evidence !== 'strong') {
        await recordGap(database, query, evidence).catch((fault: unknown) => onFault(fault, 'record-gap'));
      }
      return {
        chunks: result.hits.map(toRetrievedChunk),
        evidence,
        support: shown === undefined ? 0 : supportOf(shown),
      };
    },
    document: (id) => database.transaction({}, (transaction) => loadDocument(transaction, id)),
  };
}

async function runSearch(
  { database, embedder, onFault }: HybridRetrieverOptions,
  query: KnowledgeQuery,
): Promise<ChunkSearchResult & { embedded: boolean }> {
  const text = query.query;
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
      limit: query.limit ?? DEFAULT_LIMIT,
      meaningWeight: MEANING_WEIGHTS[embedder.id] ?? DEFAULT_MEANING_WEIGHT,
    }),
  );
  return { ...result, embedded: vector !== undefined };
}

/** What a product named by a filter adds to the words of the query; about what its name would add there. */
const NAMED_PRODUCT = 4;

function evidenceOf(
  { hits, information, embedded }: ChunkSearchResult & { embedded: boolean },
  query: KnowledgeQuery,
): Evidence | undefined {
  const [best] = hits;
  if (best === undefined) return undefined;
  const isOfProduct = query.product !== undefined && best.product !== null && best.words > 0;
  const words = best.words + (isOfProduct ? NAMED_PRODUCT : 0);
  return { words, information, cosine: embedded ? best.cosine : undefined };
}

function toRetrievedChunk(hit: ChunkHit): RetrievedChunk {
  return {
    id: hit.id,
    documentId: hit.document_id,
    title: titleOf(hit.document_title, hit.heading_path),
    text: hit.content,
    kind: hit.kind,
    product: hit.product,
    score: hit.score,
  };
}

/** PostgreSQL takes no NUL in a text, and nobody searches for a control character. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
