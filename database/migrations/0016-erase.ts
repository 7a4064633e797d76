import { type Migration, sqlMigration } from './migration.js';

/**
 * What erasing takes: the supervisor may delete what a customer said, was offered and had proven, and the customer
 * themselves. Row-level security keeps each to the customer of the transaction; the schema's cascades take the rest. They
 * reach payment methods before the payments that were made with them, so that the check between the two must wait.
 */
export const erase: Migration = sqlMigration(
  '0016-erase',
  `
  alter table order_payments alter constraint order_payments_payment_method_id_customer_id_fkey deferrable;
  grant delete on handoffs, action_proposals, customers to switchboard_supervisor;
  `,
);
