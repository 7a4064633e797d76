import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import type pg from 'pg';
import { CHUNK_TABLE } from '../../knowledge/chunk-table.js';
import type { KnowledgeRetriever } from '../../knowledge/retriever.js';
import { toLangChainEmbeddings } from '../../knowledge/to-langchain-embeddings.js';
import type { Embedder } from '../../models/embedder.js';
import type { Searcher } from './measure-retrieval.js';

/** Enough passages for ten documents. */
const PASSAGES = 25;

/** The retriever of the product. */
export function hybridSearcher(retriever: KnowledgeRetriever): Searcher {
  return async (query) => {
    const { chunks, evidence } = await retriever.search({ query, limit: PASSAGES });
    return { documents: chunks.map((chunk) => chunk.documentId), evidence };
  };
}

/** What a LangChain program would use: PGVectorStore over the same table, meaning alone. */
export function vectorSearcher(pool: pg.Pool, embedder: Embedder): Searcher {
  const store = new PGVectorStore(toLangChainEmbeddings(embedder), { pool, ...CHUNK_TABLE });
  return async (query) => {
    const found = await store.similaritySearch(query, PASSAGES);
    return { documents: found.map((document) => String(document.metadata.documentId)) };
  };
}

/** What PostgreSQL brings along: its own full text search, words joined by OR, ranked by ts_rank. */
export function fullTextSearcher(pool: pg.Pool): Searcher {
  return async (query) => {
    const { rows } = await pool.query<{ document_id: string }>(
      `select document_id from knowledge_chunks,
         to_tsquery('english', array_to_string(tsvector_to_array(to_tsvector('english', $1)), ' | ')) as wanted
       where search @@ wanted order by ts_rank(search, wanted) desc, id limit $2`,
      [query, PASSAGES],
    );
    return { documents: rows.map((row) => row.document_id) };
  };
}
