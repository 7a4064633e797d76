import { type Migration, sqlMigration } from './migration.js';

const AGENTS = [
  'switchboard_order_management',
  'switchboard_product_recommendation',
  'switchboard_troubleshooting',
  'switchboard_personalization',
];

/** Every step that a proposal may take; whatever is not listed is an error, also for the owner of the table. */
const STEPS = [
  ['proposed', 'offered'],
  ['proposed', 'expired'],
  ['offered', 'confirmed'],
  ['offered', 'waiting-for-staff'],
  ['offered', 'declined'],
  ['offered', 'expired'],
  ['waiting-for-staff', 'confirmed'],
  ['waiting-for-staff', 'rejected'],
  ['waiting-for-staff', 'declined'],
  ['waiting-for-staff', 'expired'],
  ['confirmed', 'committed'],
  ['confirmed', 'failed'],
];

const protect = (table: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy own_rows on ${table}
    using (customer_id = current_setting('app.customer_id', true))
    with check (customer_id = current_setting('app.customer_id', true));`;

/**
 * Writes that were proposed, and the ledger of those that were done. The row decides: an agent can only propose, and
 * only end what was confirmed; what needs staff cannot skip them; and no order gives back more than it took.
 */
export const actions: Migration = sqlMigration(
  '0012-actions',
  `
  create table action_proposals (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    customer_id text not null references customers on delete cascade,
    session_id text not null,
    turn_id text not null,
    request_id text not null,
    agent text not null,
    tool text not null,
    args text not null,
    args_hash text not null,
    summary jsonb not null,
    amount_cents integer,
    currency text check (length(currency) = 3),
    approval text not null check (approval in ('customer', 'staff')),
    level text not null check (level in ('verified', 'step-up')),
    status text not null check (status in ('proposed', 'offered', 'confirmed', 'waiting-for-staff', 'committed',
      'declined', 'rejected', 'expired', 'failed')),
    result text,
    code text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    offered_at timestamptz,
    decided_at timestamptz,
    finished_at timestamptz,
    check ((amount_cents is null) = (currency is null)),
    check (status not in ('committed', 'failed') or (result is not null and finished_at is not null)),
    check (status not in ('confirmed', 'waiting-for-staff', 'committed', 'declined') or decided_at is not null)
  );
  create index on action_proposals (session_id, created_at);
  create index on action_proposals (customer_id, created_at desc);
  create index on action_proposals (status) where status in ('offered', 'confirmed', 'waiting-for-staff');

  create table action_ledger (
    proposal_id text primary key,
    customer_id text references customers on delete set null,
    agent text not null,
    tool text not null,
    args_hash text not null,
    order_id text,
    case_id text,
    movements jsonb not null,
    at timestamptz not null
  );
  create index on action_ledger (customer_id, at desc);
  create index on action_ledger (order_id);
  ${['action_proposals', 'action_ledger'].map(protect).join('')}

  create function check_action_step() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      if new.status <> 'proposed' then
        raise exception 'a proposal begins as proposed' using errcode = 'check_violation';
      end if;
      return new;
    end if;
    if (old.id, old.customer_id, old.session_id, old.agent, old.tool, old.args, old.args_hash, old.approval, old.level)
        is distinct from
        (new.id, new.customer_id, new.session_id, new.agent, new.tool, new.args, new.args_hash, new.approval, new.level)
    then
      raise exception 'what was proposed is never changed' using errcode = 'check_violation';
    end if;
    if (old.status || ' ' || new.status) not in (${STEPS.map(([from, to]) => `'${from} ${to}'`).join(', ')}) then
      raise exception 'a proposal does not go from % to %', old.status, new.status using errcode = 'check_violation';
    end if;
    if old.status = 'offered' and new.status = 'confirmed' and old.approval = 'staff' then
      raise exception 'this proposal needs staff' using errcode = 'check_violation';
    end if;
    if current_user in (${AGENTS.map((role) => `'${role}'`).join(', ')}) and old.status <> 'confirmed' then
      raise exception 'an agent only ends what was confirmed' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  create trigger check_action_step before insert or update on action_proposals
    for each row execute function check_action_step();

  create function check_refunds() returns trigger language plpgsql as $$
  begin
    if (select sum(case kind when 'payment' then amount_cents else -amount_cents end)
        from order_payments where order_id = new.order_id) < 0 then
      raise exception 'order % would give back more than it took', new.order_id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create trigger check_refunds after insert on order_payments
    for each row when (new.kind = 'refund') execute function check_refunds();

  grant select, insert on action_proposals to ${AGENTS.join(', ')};
  grant update (status, result, code, finished_at) on action_proposals to ${AGENTS.join(', ')};
  grant select, insert on action_ledger to ${AGENTS.join(', ')};
  grant select on action_proposals, action_ledger to switchboard_supervisor;
  grant update (status, result, code, offered_at, decided_at, finished_at) on action_proposals
    to switchboard_supervisor;

  grant update (status, cancel_reason, shipping_address) on orders to switchboard_order_management;
  grant insert on order_lines, order_payments to switchboard_order_management;
  grant update (variant_id, options, quantity, unit_price_cents) on order_lines to switchboard_order_management;
  grant update (balance_cents) on payment_methods to switchboard_order_management;
  grant update (quantity) on variant_stock to switchboard_order_management;
  grant insert on cases to switchboard_order_management;

  grant insert, update (label, address, is_default) on customer_addresses to switchboard_personalization;
  grant update (email, phone) on customers to switchboard_personalization;
  grant insert, select on cases to switchboard_personalization;
  `,
);
