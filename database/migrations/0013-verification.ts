import { type Migration, sqlMigration } from './migration.js';

/**
 * One-time codes: one row a customer, with the open code, the failures, and what was sent of late. It has no foreign key,
 * so that a customer who does not exist is counted and locked like any other.
 */
export const verification: Migration = sqlMigration(
  '0013-verification',
  `
  create table verifications (
    customer_id text primary key check (customer_id <> ''),
    code_hash bytea,
    code_expires_at timestamptz,
    failures integer not null default 0 check (failures >= 0),
    locked_until timestamptz,
    sent integer not null default 0 check (sent >= 0),
    sent_since timestamptz,
    check ((code_hash is null) = (code_expires_at is null)),
    check ((sent = 0) = (sent_since is null))
  );
  alter table verifications enable row level security;
  alter table verifications force row level security;
  create policy own_rows on verifications
    using (customer_id = current_setting('app.customer_id', true))
    with check (customer_id = current_setting('app.customer_id', true));
  grant select, insert, update, delete on verifications to switchboard_supervisor;
  grant select (id, email) on customers to switchboard_supervisor;
  `,
);
