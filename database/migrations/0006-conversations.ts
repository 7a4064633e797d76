import { type Migration, sqlMigration } from './migration.js';

/** What was said: sessions, the append-only history, leases, and a schema of LangGraph's own for its checkpoints. */
export const conversations: Migration = sqlMigration(
  '0006-conversations',
  `
  create table sessions (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    customer_id text references customers on delete cascade,
    locale text not null,
    title text not null,
    summary text not null,
    facts jsonb not null,
    last_agent text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  );
  create index on sessions (customer_id, updated_at desc);

  create table messages (
    session_id text not null references sessions on delete cascade,
    seq bigint generated always as identity,
    id text not null,
    customer_id text references customers on delete cascade,
    turn_id text not null,
    role text not null check (role in ('customer', 'assistant', 'staff')),
    body text not null,
    data jsonb not null,
    created_at timestamptz not null,
    primary key (session_id, seq),
    unique (session_id, id)
  );
  create index on messages (customer_id);

  create table leases (
    thread text primary key,
    owner text not null,
    until timestamptz not null,
    fence bigint not null
  );

  create schema checkpoints;
  `,
);
