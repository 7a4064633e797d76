/** How LangChain's PGVectorStore opens the chunks: `new PGVectorStore(embeddings, { pool, ...CHUNK_TABLE })`. Read only. */
export const CHUNK_TABLE = {
  tableName: 'knowledge_chunks',
  columns: {
    idColumnName: 'id',
    contentColumnName: 'content',
    metadataColumnName: 'metadata',
    vectorColumnName: 'embedding',
  },
  distanceStrategy: 'cosine',
  skipInitializationCheck: true,
} as const;
