import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { EvidenceBand, KnowledgeQuery, KnowledgeRetriever, RetrievedChunk } from './retriever.js';

/** What goes with each passage. */
export interface PassageMetadata extends Record<string, unknown> {
  chunkId: string;
  documentId: string;
  title: string;
  kind: RetrievedChunk['kind'];
  product: string | null;
  score: number;
  /** Of the whole search, so the same on each of its passages. */
  evidence: EvidenceBand;
}

/** The hybrid search as a LangChain retriever, for chains and graphs of others. The filters hold for every call. */
export function asRetriever(
  knowledge: KnowledgeRetriever,
  filters: Pick<KnowledgeQuery, 'product' | 'kind' | 'limit'> = {},
): BaseRetriever<PassageMetadata> {
  return new KnowledgeBaseRetriever(knowledge, filters);
}

class KnowledgeBaseRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name() {
    return 'KnowledgeBaseRetriever';
  }
  lc_namespace = ['switchboard', 'knowledge'];
  readonly #knowledge: KnowledgeRetriever;
  readonly #filters: Pick<KnowledgeQuery, 'product' | 'kind' | 'limit'>;

  constructor(knowledge: KnowledgeRetriever, filters: Pick<KnowledgeQuery, 'product' | 'kind' | 'limit'>) {
    super();
    this.#knowledge = knowledge;
    this.#filters = filters;
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const { chunks, evidence } = await this.#knowledge.search({ ...this.#filters, query });
    return chunks.map(
      ({ id, documentId, title, text, kind, product, score }) =>
        new Document({
          id,
          pageContent: text,
          metadata: { chunkId: id, documentId, title, kind, product, score, evidence },
        }),
    );
  }
}
