import { type Migration, sqlMigration } from './migration.js';

/**
 * The word index of the knowledge base: one row for each word of each chunk, with the part of its BM25 weight that does not
 * depend on other documents. The key carries the weight, so that a search reads the index alone.
 */
export const knowledgeIndex: Migration = sqlMigration(
  '0009-knowledge-index',
  `
  create table knowledge_postings (
    term text not null,
    chunk_id text not null references knowledge_chunks on delete cascade,
    frequency integer not null check (frequency > 0),
    impact real not null check (impact > 0),
    primary key (term, chunk_id) include (impact)
  );
  create index on knowledge_postings (chunk_id);

  create table knowledge_statistics (
    singleton boolean primary key default true check (singleton),
    chunks integer not null check (chunks >= 0),
    average_length real not null check (average_length > 0)
  );

  grant select on knowledge_postings, knowledge_statistics to switchboard_troubleshooting;
  grant select, insert, update, delete on knowledge_postings, knowledge_statistics to switchboard_ingest;
  `,
);
