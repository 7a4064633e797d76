/** What a passage is: an answer to a common question, step-wise help, or a rule of the shop. */
export type KnowledgeKind = 'faq' | 'guide' | 'policy';

/** A passage found. `title` is the document's title and heading path, joined by " > ". Score: higher is better, unbounded. */
export interface RetrievedChunk {
  id: string;
  documentId: string;
  title: string;
  text: string;
  kind: KnowledgeKind;
  product: string | null;
  score: number;
  /** What stands before and behind it under the same heading, unless that was found itself. As citable as the passage. */
  before?: Neighbour;
  after?: Neighbour;
}

/** A passage that goes with one that was found. */
export interface Neighbour {
  id: string;
  text: string;
}

/** How much the passages found can carry: strong answers, weak asks, none abstains. */
export type EvidenceBand = 'strong' | 'weak' | 'none';

/** A search over the knowledge base: at most `limit` (default 5) passages, best first. */
export interface KnowledgeQuery {
  query: string;
  product?: string | undefined;
  kind?: KnowledgeKind | undefined;
  limit?: number | undefined;
  /** Keeps passages that repeat another almost word for word: for ranking documents, not for reading. */
  withRepeats?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

/** Passages, best first, and what they can carry. */
export interface KnowledgeFindings {
  chunks: RetrievedChunk[];
  evidence: EvidenceBand;
  /** The probability, from 0 to 1, that they answer the question; what the band was read from. */
  support?: number;
}

/** How often a search was answered from memory, since the process started. */
export interface CacheUse {
  hits: number;
  misses: number;
}

/** How often passages were put in order by a rerank model, and how often it failed or was late, since the process started. */
export interface RerankUse {
  reranked: number;
  failed: number;
}

/** Hybrid search over the knowledge base: meaning and words in one SQL round. */
export interface KnowledgeRetriever {
  /** Absent where nothing is remembered. */
  cacheUse?(): CacheUse;
  /** Absent without a rerank model. */
  rerankUse?(): RerankUse;
  search(query: KnowledgeQuery): Promise<KnowledgeFindings>;
  /** All chunks of a document in order; undefined when there is no such document. */
  document(
    id: string,
  ): Promise<{ id: string; title: string; kind: KnowledgeKind; chunks: RetrievedChunk[] } | undefined>;
}
