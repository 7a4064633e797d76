import { type Migration, sqlMigration } from './migration.js';

/** Orders and what hangs on them. The customer is part of every foreign key, so that no row can hang on someone else's order. */
export const orders: Migration = sqlMigration(
  '0004-orders',
  `
  create table orders (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    customer_id text not null references customers on delete cascade,
    status text not null check (status in ('pending', 'pending-modified', 'processed', 'shipped', 'delivered',
      'cancelled', 'return-requested', 'exchange-requested')),
    placed_at timestamptz not null,
    currency text not null check (length(currency) = 3),
    shipping_address jsonb not null,
    note text,
    cancel_reason text,
    unique (id, customer_id),
    check ((status = 'cancelled') = (cancel_reason is not null))
  );
  create index on orders (customer_id, placed_at desc, id);

  create table order_lines (
    id text primary key,
    order_id text not null,
    customer_id text not null,
    position integer not null check (position > 0),
    variant_id text not null,
    product_id text not null,
    product_name text not null,
    options jsonb not null,
    quantity integer not null check (quantity > 0),
    unit_price_cents integer not null check (unit_price_cents >= 0),
    unique (order_id, position),
    foreign key (order_id, customer_id) references orders (id, customer_id) on delete cascade,
    foreign key (variant_id, product_id) references variants (id, product_id)
  );
  create index on order_lines (customer_id, product_id);
  create index on order_lines (variant_id);

  create table order_payments (
    id text primary key,
    order_id text not null,
    customer_id text not null,
    payment_method_id text not null,
    kind text not null check (kind in ('payment', 'refund')),
    amount_cents integer not null check (amount_cents >= 0),
    at timestamptz not null,
    expected_at timestamptz,
    check (kind = 'refund' or expected_at is null),
    foreign key (order_id, customer_id) references orders (id, customer_id) on delete cascade,
    foreign key (payment_method_id, customer_id) references payment_methods (id, customer_id)
  );
  create index on order_payments (order_id);
  create index on order_payments (payment_method_id);

  create table shipments (
    id text primary key,
    order_id text not null,
    customer_id text not null,
    carrier text not null,
    tracking_id text not null unique,
    line_ids text[] not null check (cardinality(line_ids) > 0),
    status text not null check (status in ('label-created', 'in-transit', 'out-for-delivery', 'delivered', 'exception')),
    shipped_at timestamptz,
    estimated_at timestamptz not null,
    delivered_at timestamptz,
    unique (id, customer_id),
    check ((status = 'delivered') = (delivered_at is not null)),
    foreign key (order_id, customer_id) references orders (id, customer_id) on delete cascade
  );
  create index on shipments (order_id);

  create table shipment_events (
    id text primary key,
    shipment_id text not null,
    customer_id text not null,
    at timestamptz not null,
    place text not null,
    text text not null,
    foreign key (shipment_id, customer_id) references shipments (id, customer_id) on delete cascade
  );
  create index on shipment_events (shipment_id, at);
  `,
);
