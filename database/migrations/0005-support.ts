import { type Migration, sqlMigration } from './migration.js';

/** Cases, handoffs to people, and the knowledge base. `array_to_string` is only stable, a generated column wants immutable. */
export const support: Migration = sqlMigration(
  '0005-support',
  `
  create table cases (
    id text primary key,
    customer_id text not null references customers on delete cascade,
    order_id text,
    kind text not null check (kind in ('return', 'exchange', 'damage', 'warranty', 'goodwill', 'ticket', 'diagnosis')),
    status text not null check (status in ('open', 'waiting', 'resolved', 'rejected')),
    topic text not null,
    summary text not null,
    data jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    foreign key (order_id, customer_id) references orders (id, customer_id) on delete cascade
  );
  create index on cases (customer_id, created_at desc);
  create index on cases (order_id);

  create table handoffs (
    id text primary key,
    session_id text not null,
    customer_id text references customers on delete cascade,
    reason text not null,
    summary text not null,
    package jsonb not null,
    state text not null check (state in ('queued', 'person', 'closed')),
    created_at timestamptz not null
  );
  create index on handoffs (session_id);
  create index on handoffs (customer_id);
  create index on handoffs (state, created_at);

  create table knowledge_documents (
    id text primary key check (id ~ '^[a-z0-9-]{1,80}$'),
    title text not null,
    product text,
    kind text not null check (kind in ('faq', 'guide', 'policy')),
    updated text not null,
    content_hash text not null,
    source text not null
  );

  create function searchable_text(parts text[]) returns text
    language sql immutable parallel safe as $$ select array_to_string(parts, ' ') $$;

  create table knowledge_chunks (
    id text primary key,
    document_id text not null references knowledge_documents on delete cascade,
    position integer not null,
    heading_path text[] not null,
    content text not null,
    metadata jsonb not null,
    content_hash text not null,
    embedding vector(512) not null,
    search tsvector not null generated always as (
      setweight(to_tsvector('english', searchable_text(heading_path)), 'A') ||
      setweight(to_tsvector('english', content), 'B')
    ) stored,
    product text,
    kind text not null check (kind in ('faq', 'guide', 'policy')),
    unique (document_id, position)
  );
  create index on knowledge_chunks using gin (search);
  create index on knowledge_chunks using hnsw (embedding vector_cosine_ops);
  create index on knowledge_chunks (product);

  create table corpora (
    purpose text primary key,
    embedder text not null,
    dimensions integer not null check (dimensions > 0),
    version integer not null
  );

  create table knowledge_gaps (
    id text primary key,
    query text not null,
    product text,
    evidence text not null check (evidence in ('weak', 'none')),
    created_at timestamptz not null
  );
  create index on knowledge_gaps (created_at);
  `,
);
