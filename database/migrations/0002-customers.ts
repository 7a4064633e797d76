import { type Migration, sqlMigration } from './migration.js';

/** Who the customers are, how they pay, and what they like. An empty customer id would be an anonymous visitor's. */
export const customers: Migration = sqlMigration(
  '0002-customers',
  `
  create table customers (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    first_name text not null,
    last_name text not null,
    email text not null unique,
    phone text not null,
    tier text not null check (tier in ('standard', 'plus', 'premium')),
    locale text not null,
    created_at timestamptz not null
  );

  create table demo_customers (
    id text primary key references customers on delete cascade,
    name text not null,
    about text not null
  );

  create table customer_addresses (
    id text primary key,
    customer_id text not null references customers on delete cascade,
    label text not null,
    address jsonb not null,
    is_default boolean not null
  );
  create index on customer_addresses (customer_id);
  create unique index one_default_address on customer_addresses (customer_id) where is_default;

  create table payment_methods (
    id text primary key,
    customer_id text not null references customers on delete cascade,
    kind text not null check (kind in ('credit-card', 'paypal', 'gift-card')),
    brand text,
    last_four text check (last_four ~ '^[0-9]{4}$'),
    balance_cents integer check (balance_cents >= 0),
    currency text not null check (length(currency) = 3),
    unique (id, customer_id),
    check ((kind = 'gift-card') = (balance_cents is not null)),
    check (kind <> 'credit-card' or (brand is not null and last_four is not null))
  );
  create index on payment_methods (customer_id);

  create table preferences (
    customer_id text not null references customers on delete cascade,
    key text not null,
    value text not null,
    source text not null check (source in ('stated', 'inferred', 'imported')),
    consent boolean not null,
    expires_at timestamptz,
    updated_at timestamptz not null,
    primary key (customer_id, key)
  );
  `,
);
