import { type Migration, sqlMigration } from './migration.js';

const OWNED_BY_CUSTOMER = [
  'customer_addresses',
  'payment_methods',
  'preferences',
  'browsing_events',
  'orders',
  'order_lines',
  'order_payments',
  'shipments',
  'shipment_events',
  'cases',
];
const OWNED_OR_ANONYMOUS = ['handoffs', 'sessions', 'messages'];

/** `force` makes it hold for the owner of the table as well. A transaction that never named a customer compares with null: no row. */
const protect = (table: string, owner: string) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy own_rows on ${table}
    using (${owner} = current_setting('app.customer_id', true))
    with check (${owner} = current_setting('app.customer_id', true));`;

/** Everybody sees their own rows. An anonymous visitor's rows have no customer, and are for a transaction without one. */
export const rowLevelSecurity: Migration = sqlMigration(
  '0007-row-level-security',
  [
    protect('customers', 'id'),
    ...OWNED_BY_CUSTOMER.map((table) => protect(table, 'customer_id')),
    ...OWNED_OR_ANONYMOUS.map((table) => protect(table, "coalesce(customer_id, '')")),
  ].join(''),
);
