import { type Migration, sqlMigration } from './migration.js';

const protect = (table: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy own_rows on ${table}
    using (coalesce(customer_id, '') = current_setting('app.customer_id', true))
    with check (coalesce(customer_id, '') = current_setting('app.customer_id', true));`;

/** A transaction without a customer may clear away what is older than any promise about it. */
const mayBeCleared = (table: string, old: string) => `
  create policy sees_old on ${table} for select to switchboard_supervisor
    using (coalesce(current_setting('app.customer_id', true), '') = '' and ${old});
  create policy clears_old on ${table} for delete to switchboard_supervisor
    using (coalesce(current_setting('app.customer_id', true), '') = '' and ${old});`;

/**
 * Turns, what each has shown so far, and the idempotency keys that name them. Any replica can give a turn's events again,
 * end it, or go on with one whose holder is gone: the lease says whose it is. Events and answers are text as it was sent,
 * byte for byte. Leases name no more than ids, so that an abandoned one can be found without its customer.
 */
export const turns: Migration = sqlMigration(
  '0017-turns',
  `
  create table turns (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    session_id text not null references sessions on delete cascade,
    customer_id text references customers on delete cascade,
    level text not null check (level in ('anonymous', 'verified', 'step-up')),
    input text not null,
    state text not null check (state in ('running', 'parked', 'ended')),
    attempt integer not null,
    speaking boolean not null,
    cancelled boolean not null,
    progress text not null,
    last_event integer not null,
    merged_from text[] not null,
    merged_into text,
    started_at timestamptz not null,
    ended_at timestamptz,
    check ((state = 'ended') = (ended_at is not null))
  );
  create index on turns (session_id);
  create index on turns (customer_id);
  create index on turns (started_at);

  create table turn_events (
    turn_id text not null references turns on delete cascade,
    first_id integer not null,
    customer_id text references customers on delete cascade,
    events text not null,
    primary key (turn_id, first_id)
  );
  create index on turn_events (customer_id);

  create table idempotency_keys (
    client text not null,
    key text not null check (length(key) between 1 and 255),
    customer_id text references customers on delete cascade,
    session_id text not null references sessions on delete cascade,
    request_hash text not null,
    turn_id text references turns on delete cascade,
    claimed_until timestamptz,
    claim text,
    status integer,
    body text,
    expires_at timestamptz not null,
    primary key (client, key),
    check ((status is null) = (body is null))
  );
  create index on idempotency_keys (customer_id);
  create index on idempotency_keys (session_id);
  create index on idempotency_keys (turn_id);
  create index on idempotency_keys (expires_at);

  alter table leases add column turn_id text, add column customer_id text;
  create index on leases (until);
  ${['turns', 'turn_events', 'idempotency_keys'].map(protect).join('')}
  ${mayBeCleared('turns', "started_at < now() - interval '25 hours'")}
  ${mayBeCleared('idempotency_keys', 'expires_at < now()')}
  grant select, insert, update, delete on turns, turn_events, idempotency_keys to switchboard_supervisor;
  `,
);
