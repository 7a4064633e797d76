import type { Selectable } from 'kysely';
import type { Schema } from '../schema.js';

/** A row as it is read; jsonb columns as values, timestamps as dates. */
export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** Everything the seed writes, table by table in an order that foreign keys allow. */
export interface World {
  customers: Row<'customers'>[];
  demo_customers: Row<'demo_customers'>[];
  customer_addresses: Row<'customer_addresses'>[];
  payment_methods: Row<'payment_methods'>[];
  preferences: Row<'preferences'>[];
  products: Omit<Row<'products'>, 'search' | 'embedding' | 'embedder'>[];
  variants: Row<'variants'>[];
  variant_stock: Row<'variant_stock'>[];
  reviews: Row<'reviews'>[];
  browsing_events: Omit<Row<'browsing_events'>, 'id'>[];
  orders: Row<'orders'>[];
  order_lines: Row<'order_lines'>[];
  order_payments: Row<'order_payments'>[];
  shipments: Row<'shipments'>[];
  shipment_events: Row<'shipment_events'>[];
  cases: Row<'cases'>[];
}

/** A world without a row. */
export function emptyWorld(): World {
  return {
    customers: [],
    demo_customers: [],
    customer_addresses: [],
    payment_methods: [],
    preferences: [],
    products: [],
    variants: [],
    variant_stock: [],
    reviews: [],
    browsing_events: [],
    orders: [],
    order_lines: [],
    order_payments: [],
    shipments: [],
    shipment_events: [],
    cases: [],
  };
}
