import { type Migration, sqlMigration } from './migration.js';

/** A guide may hold for several categories: one for headphones is read by owners of earbuds as well. */
export const knowledgeRelatedProducts: Migration = sqlMigration(
  '0011-knowledge-related-products',
  `
  alter table knowledge_chunks add column also_for text[] not null default '{}';
  create index on knowledge_chunks using gin (also_for);
  `,
);
