import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import type pg from 'pg';
import { CHUNK_TABLE } from '../../knowledge/chunk-table.js';
import type { KnowledgeRetriever } from '../../knowledge/retriever.js';
import { toLangChainEmbeddings } from '../../knowledge/to-langchain-embeddings.js';
import type { Embedder } from '../../models/embedder.js';
import type { Searcher } from './measure-retrieval.js';

/** Enough passages for ten documents. */
const PASSAGES = 40;
const DOCUMENTS = 10;

/** The retriever of the product. */
export function hybridSearcher(retriever: KnowledgeRetriever): Searcher {
  return async (query) => {
    const { chunks, evidence, support } = await retriever.search({
      query,
      limit: PASSAGES,
      withRepeats: true,
    });
    const documents = chunks.map((chunk) => chunk.documentId);
    return { documents, evidence, ...(support === undefined ? {} : { support }) };
  };
}

/** Every vector compared, without an index: what the vector half could reach at best. A document is as near as its nearest passage. */
export function exactVectorSearcher(pool: pg.Pool, embedder: Embedder): Searcher {
  return async (query) => {
    const [vector = []] = await embedder.embed([query]);
    const { rows } = await pool.query<{ document_id: string }>(
      `select document_id from knowledge_chunks
       group by document_id order by min(embedding <=> $1::vector), document_id limit $2`,
      [JSON.stringify(vector), DOCUMENTS],
    );
    return { documents: rows.map((row) => row.document_id) };
  };
}

/** What a LangChain program would use: PGVectorStore over the same table, meaning alone. */
export function vectorStoreSearcher(pool: pg.Pool, embedder: Embedder): Searcher {
  const store = new PGVectorStore(toLangChainEmbeddings(embedder), { pool, ...CHUNK_TABLE });
  return async (query) => {
    const found = await store.similaritySearch(query, PASSAGES);
    return { documents: found.map((document) => String(document.metadata.documentId)) };
  };
}
