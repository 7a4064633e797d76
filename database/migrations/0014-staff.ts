import { type Migration, sqlMigration } from './migration.js';

const IS_STAFF = "coalesce(current_setting('app.staff_id', true), '') <> ''";
const IS_ME = "staff_id = current_setting('app.staff_id', true)";

/** For one role and for the length of a transaction that names a member of the staff; beside the customer's own rows. */
const showToStaff = (table: string) => `
  create policy staff_reads on ${table} for select to switchboard_supervisor using (${IS_STAFF});`;

/**
 * People in the loop: who took a handover and how it ended, who approved a write and why. A conversation is handed over
 * once at a time, whichever agent does it. Staff speak as staff, and decide only what waits for them; what needs them
 * names the one who agreed.
 */
export const staff: Migration = sqlMigration(
  '0014-staff',
  `
  alter table handoffs
    add column staff_id text,
    add column claimed_at timestamptz,
    add column ended_at timestamptz,
    add column ending text check (ending in ('released', 'closed'));
  alter table handoffs no force row level security;
  update handoffs set ended_at = created_at, ending = 'closed' where state = 'closed';
  alter table handoffs
    add check ((state = 'closed') = (ending is not null)),
    add check ((ending is null) = (ended_at is null)),
    add check (state <> 'person' or (staff_id is not null and claimed_at is not null));
  update handoffs old set state = 'closed', ending = 'closed', ended_at = now()
    where state <> 'closed' and exists (
      select from handoffs newer where newer.session_id = old.session_id and newer.state <> 'closed'
        and (newer.created_at, newer.id) > (old.created_at, old.id)
    );
  alter table handoffs force row level security;
  create unique index one_open_handoff on handoffs (session_id) where state <> 'closed';

  alter table action_proposals
    add column staff_id text,
    add column staff_note text,
    add column staff_decided_at timestamptz,
    add check ((staff_id is null) = (staff_decided_at is null)),
    add check (status <> 'rejected' or staff_id is not null),
    add check (approval = 'customer' or status not in ('confirmed', 'committed', 'failed') or staff_id is not null);
  grant update (staff_id, staff_note, staff_decided_at) on action_proposals to switchboard_supervisor;

  create function check_staff_decision() returns trigger language plpgsql as $$
  begin
    if new.staff_id is distinct from nullif(current_setting('app.staff_id', true), '') then
      raise exception 'staff decide under their own name' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  create trigger check_staff_decision before update on action_proposals for each row
    when (old.status = 'waiting-for-staff' and new.status in ('confirmed', 'rejected'))
    execute function check_staff_decision();

  ${['handoffs', 'sessions', 'messages', 'action_proposals'].map(showToStaff).join('')}
  create policy staff_moves on handoffs for update to switchboard_supervisor using (${IS_STAFF}) with check (${IS_STAFF});
  create policy staff_touches on sessions for update to switchboard_supervisor
    using (${IS_STAFF}) with check (${IS_STAFF});
  create policy staff_writes on messages for insert to switchboard_supervisor with check (${IS_STAFF} and role = 'staff');
  create policy staff_decides on action_proposals for update to switchboard_supervisor
    using (${IS_STAFF} and status = 'waiting-for-staff')
    with check (${IS_ME} and status in ('confirmed', 'rejected'));
  `,
);
