import { type Migration, sqlMigration } from './migration.js';

/** Finds the vector of words that were embedded before, whatever document they stood in. */
export const chunkHashes: Migration = sqlMigration(
  '0023-chunk-hashes',
  'create index knowledge_chunks_by_hash on knowledge_chunks using hash (content_hash);',
);
