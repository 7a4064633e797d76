import { type Migration, sqlMigration } from './migration.js';

/** Each service reaches what its tools need and nothing else. Adding a tool that needs more is a new migration. */
export const grants: Migration = sqlMigration(
  '0008-grants',
  `
  grant select, insert, update, delete on sessions, messages, leases to switchboard_supervisor;
  grant select, insert, update on handoffs to switchboard_supervisor;
  grant select on demo_customers, corpora to switchboard_supervisor;
  grant insert on browsing_events to switchboard_supervisor;
  grant usage, create on schema checkpoints to switchboard_supervisor;
  alter default privileges in schema checkpoints
    grant select, insert, update, delete on tables to switchboard_supervisor;

  grant select on orders, order_lines, order_payments, shipments, shipment_events, cases,
    products, variants, variant_stock, customer_addresses, payment_methods to switchboard_order_management;
  grant select (id, first_name, last_name, email, tier, locale) on customers to switchboard_order_management;
  grant select, insert on handoffs to switchboard_order_management;

  grant select on products, variants, variant_stock, reviews, corpora, orders, order_lines, browsing_events, preferences
    to switchboard_product_recommendation;
  grant select, insert on handoffs to switchboard_product_recommendation;

  grant select on knowledge_documents, knowledge_chunks, corpora, products, variants,
    orders, order_lines, shipments to switchboard_troubleshooting;
  grant select, insert, update on cases to switchboard_troubleshooting;
  grant select, insert on handoffs to switchboard_troubleshooting;
  grant insert on knowledge_gaps to switchboard_troubleshooting;

  grant select on customers, customer_addresses, payment_methods, products to switchboard_personalization;
  grant select, insert, update, delete on preferences, browsing_events to switchboard_personalization;
  grant select, insert on handoffs to switchboard_personalization;

  grant select, insert, update, delete on knowledge_documents, knowledge_chunks, corpora to switchboard_ingest;
  grant select, delete on knowledge_gaps to switchboard_ingest;
  grant select on products to switchboard_ingest;
  grant update (embedding, embedder) on products to switchboard_ingest;
  `,
);
