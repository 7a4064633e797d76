import { type Migration, sqlMigration } from './migration.js';

const ROLES = [
  'switchboard_supervisor',
  'switchboard_order_management',
  'switchboard_product_recommendation',
  'switchboard_troubleshooting',
  'switchboard_personalization',
].join(', ');

/**
 * What the models cost, by customer and day (UTC). The row without a customer is that of all anonymous visitors together.
 * Whoever asks a model adds to it, and reads only the row of the customer on whose behalf it runs.
 */
export const modelSpend: Migration = sqlMigration(
  '0024-model-spend',
  `
  create table model_spend (
    customer_id text references customers (id) on delete cascade,
    day date not null,
    cost_micros bigint not null check (cost_micros >= 0),
    tokens bigint not null check (tokens >= 0),
    model_calls integer not null check (model_calls >= 0)
  );
  create unique index model_spend_by_payer on model_spend (coalesce(customer_id, ''), day);
  create index model_spend_by_customer on model_spend (customer_id);
  alter table model_spend enable row level security;
  alter table model_spend force row level security;
  create policy own_spend on model_spend
    using (coalesce(customer_id, '') = coalesce(current_setting('app.customer_id', true), ''));
  grant select, insert, update on model_spend to ${ROLES};
  `,
);
