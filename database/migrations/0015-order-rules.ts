import { type Migration, sqlMigration } from './migration.js';

/** The order agent answers how the shop does things from the same documents as everybody, so it may search them. */
export const orderRules: Migration = sqlMigration(
  '0015-order-rules',
  `
  grant select on knowledge_documents, knowledge_chunks, corpora, knowledge_postings, knowledge_statistics
    to switchboard_order_management;
  grant insert on knowledge_gaps to switchboard_order_management;
  `,
);
