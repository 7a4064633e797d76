import { type Migration, sqlMigration } from './migration.js';

const AGENTS = [
  'switchboard_order_management',
  'switchboard_product_recommendation',
  'switchboard_troubleshooting',
  'switchboard_personalization',
];

const STATUSES = [
  ...['proposed', 'offered', 'confirmed', 'waiting-for-staff', 'committed'],
  ...['declined', 'rejected', 'expired', 'failed', 'withdrawn'],
];

/** Every step that a proposal may take; whatever is not listed is an error, also for the owner of the table. */
const STEPS = [
  ['proposed', 'offered'],
  ['proposed', 'expired'],
  ['proposed', 'withdrawn'],
  ['offered', 'confirmed'],
  ['offered', 'waiting-for-staff'],
  ['offered', 'declined'],
  ['offered', 'expired'],
  ['offered', 'withdrawn'],
  ['waiting-for-staff', 'confirmed'],
  ['waiting-for-staff', 'rejected'],
  ['waiting-for-staff', 'declined'],
  ['waiting-for-staff', 'expired'],
  ['confirmed', 'committed'],
  ['confirmed', 'failed'],
];

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/**
 * What a customer corrects is withdrawn as the correction is proposed: by the agent that proposes, only while nobody has
 * decided it, and only for a proposal of the same tool about the same thing in the same session, which it names.
 */
export const withdrawnProposals: Migration = sqlMigration(
  '0028-withdrawn-proposals',
  `
  alter table action_proposals
    add column subjects text[] not null default '{}',
    add column replaced_by text,
    drop constraint action_proposals_status_check,
    add constraint action_proposals_status_check check (status in (${listed(STATUSES)})),
    add check ((status = 'withdrawn') = (replaced_by is not null)),
    add check (status <> 'withdrawn' or (result is not null and finished_at is not null));
  grant update (replaced_by) on action_proposals to ${AGENTS.join(', ')};

  create or replace function check_action_step() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      if new.status <> 'proposed' then
        raise exception 'a proposal begins as proposed' using errcode = 'check_violation';
      end if;
      return new;
    end if;
    if (old.id, old.customer_id, old.session_id, old.agent, old.tool, old.args, old.args_hash, old.approval, old.level,
        old.subjects)
        is distinct from
        (new.id, new.customer_id, new.session_id, new.agent, new.tool, new.args, new.args_hash, new.approval, new.level,
        new.subjects)
    then
      raise exception 'what was proposed is never changed' using errcode = 'check_violation';
    end if;
    if (old.status || ' ' || new.status) not in (${listed(STEPS.map(([from, to]) => `${from} ${to}`))}) then
      raise exception 'a proposal does not go from % to %', old.status, new.status using errcode = 'check_violation';
    end if;
    if old.status = 'offered' and new.status = 'confirmed' and old.approval = 'staff' then
      raise exception 'this proposal needs staff' using errcode = 'check_violation';
    end if;
    if new.status = 'withdrawn' then
      if not exists (
        select from action_proposals newer where newer.id = new.replaced_by and newer.id <> old.id
          and newer.session_id = old.session_id and newer.customer_id = old.customer_id and newer.tool = old.tool
          and newer.status = 'proposed' and newer.subjects && old.subjects
      ) then
        raise exception 'a proposal is only withdrawn for another about the same thing' using errcode = 'check_violation';
      end if;
      return new;
    end if;
    if current_user in (${listed(AGENTS)}) and old.status <> 'confirmed' then
      raise exception 'an agent only ends what was confirmed' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  `,
);
