import { type Migration, sqlMigration } from './migration.js';

/**
 * Vectors by the hash of what was embedded and by embedder, so that a catalog that is imported anew, or a product that
 * gets its old words back, needs no second embedding.
 */
export const productVectorCache: Migration = sqlMigration(
  '0029-product-vector-cache',
  `
  create table product_vectors (
    content_hash text not null,
    embedder text not null,
    embedding vector(512) not null,
    used_at timestamptz not null default now(),
    primary key (content_hash, embedder)
  );
  create index on product_vectors (used_at);
  grant select, insert, update, delete on product_vectors to switchboard_ingest;
  `,
);
