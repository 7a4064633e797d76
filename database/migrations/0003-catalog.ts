import { type Migration, sqlMigration } from './migration.js';

/** What the shop sells, what is in stock, what people say of it, and who looked at what. */
export const catalog: Migration = sqlMigration(
  '0003-catalog',
  `
  create table products (
    id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null,
    category text not null,
    brand text not null,
    description text not null,
    attributes jsonb not null,
    consumable boolean not null,
    final_sale boolean not null,
    warranty_months integer not null check (warranty_months >= 0),
    compatible_with text[] not null,
    currency text not null check (length(currency) = 3),
    search tsvector not null generated always as (
      setweight(to_tsvector('english', name || ' ' || brand), 'A') ||
      setweight(to_tsvector('english', replace(category, '-', ' ')), 'B') ||
      setweight(jsonb_to_tsvector('english', attributes, '["string"]'), 'C') ||
      setweight(to_tsvector('english', description), 'D')
    ) stored,
    embedding vector(512),
    embedder text,
    check ((embedding is null) = (embedder is null))
  );
  create index on products (category);
  create index on products (brand);
  create index on products using gin (search);
  create index on products using gin (name gin_trgm_ops);
  create index on products using hnsw (embedding vector_cosine_ops);

  create table variants (
    id text primary key check (id ~ '^[0-9]{8}$'),
    product_id text not null references products on delete cascade,
    options jsonb not null,
    price_cents integer not null check (price_cents >= 0),
    available boolean not null,
    unique (id, product_id)
  );
  create index on variants (product_id, price_cents);

  create table variant_stock (
    variant_id text not null references variants on delete cascade,
    warehouse text not null,
    quantity integer not null check (quantity >= 0),
    primary key (variant_id, warehouse)
  );

  create table reviews (
    id text primary key,
    product_id text not null references products on delete cascade,
    rating integer not null check (rating between 1 and 5),
    title text not null,
    text text not null,
    author text not null,
    at timestamptz not null
  );
  create index on reviews (product_id, at desc);

  create table browsing_events (
    id bigint generated always as identity primary key,
    customer_id text not null references customers on delete cascade,
    kind text not null check (kind in ('view', 'search', 'cart')),
    product_id text references products on delete cascade,
    query text,
    at timestamptz not null,
    check (case when kind = 'search' then query is not null else product_id is not null end)
  );
  create index on browsing_events (customer_id, at desc);
  create index on browsing_events (product_id);
  `,
);
