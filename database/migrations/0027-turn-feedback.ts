import { type Migration, sqlMigration } from './migration.js';

/**
 * Whether an answer helped, in the customer's own word: one row an answer, which goes with its session. The staff read it
 * beside the passages that the answer cites; the index is for reports about the last days.
 */
export const turnFeedback: Migration = sqlMigration(
  '0027-turn-feedback',
  `
  create table turn_feedback (
    session_id text not null references sessions on delete cascade,
    turn_id text not null,
    customer_id text references customers on delete cascade,
    helpful boolean not null,
    comment text check (length(comment) between 1 and 1000),
    updated_at timestamptz not null,
    primary key (session_id, turn_id)
  );
  create index on turn_feedback (customer_id);
  create index on messages (created_at) where role = 'assistant';

  alter table turn_feedback enable row level security;
  alter table turn_feedback force row level security;
  create policy own_rows on turn_feedback
    using (coalesce(customer_id, '') = current_setting('app.customer_id', true))
    with check (coalesce(customer_id, '') = current_setting('app.customer_id', true));
  create policy staff_reads on turn_feedback for select to switchboard_supervisor
    using (coalesce(current_setting('app.staff_id', true), '') <> '');
  grant select, insert, update, delete on turn_feedback to switchboard_supervisor;
  `,
);
