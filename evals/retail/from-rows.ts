import type pg from 'pg';
import type { PostalAddress } from '../../database/schema.js';
import type { WorldIds } from './own-ids.js';
import type {
  RecordedAddress,
  RecordedMethod,
  RecordedOrder,
  RecordedPayment,
  RecordedProduct,
  RecordedUser,
} from './recorded-world.js';
import { STATUS } from './to-rows.js';

interface OrderRow {
  id: string;
  customer_id: string;
  status: string;
  cancel_reason: string | null;
  shipping_address: PostalAddress;
  lines: {
    id: string;
    name: string;
    product: string;
    item: string;
    cents: number;
    options: Record<string, string>;
  }[];
  payments: { kind: RecordedPayment['transaction_type']; cents: number; method: string }[];
  shipments: { tracking: string; lines: string[] }[];
  cases: { kind: string; data: CaseData }[];
}

/** What our tools keep of a return or an exchange. */
interface CaseData {
  items?: { itemId: string; quantity: number }[];
  destination?: string | null;
  pairs?: { from: string; to: string; quantity: number }[];
  differenceCents?: number;
  methodId?: string | null;
}

interface UserRow {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  address: PostalAddress;
  methods: { id: string; kind: string; brand: string; last_four: string; cents: number }[];
  orders: string[];
}

interface ProductRow {
  id: string;
  name: string;
  variants: { id: string; options: Record<string, string>; available: boolean; cents: number }[];
}

/** Orders as they stand in the database, in the words of the recorded world. */
export async function readOrders(
  pool: pg.Pool,
  ids: WorldIds,
  which: readonly string[],
): Promise<RecordedOrder[]> {
  const { rows } = await pool.query<OrderRow>(
    `select o.id, o.customer_id, o.status, o.cancel_reason, o.shipping_address,
      (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.product_name, 'product', l.product_id,
        'item', l.variant_id, 'cents', l.unit_price_cents * l.quantity, 'options', l.options) order by l.position), '[]')
        from order_lines l where l.order_id = o.id) as lines,
      (select coalesce(json_agg(json_build_object('kind', p.kind, 'cents', p.amount_cents,
        'method', p.payment_method_id) order by p.at, p.id), '[]')
        from order_payments p where p.order_id = o.id) as payments,
      (select coalesce(json_agg(json_build_object('tracking', s.tracking_id, 'lines', s.line_ids)
        order by s.shipped_at, s.id), '[]') from shipments s where s.order_id = o.id) as shipments,
      (select coalesce(json_agg(json_build_object('kind', c.kind, 'data', c.data) order by c.created_at), '[]')
        from cases c where c.order_id = o.id) as cases
    from orders o where o.id = any($1)`,
    [which],
  );
  return rows.map((row) => toRecordedOrder(row, ids));
}

function toRecordedOrder(row: OrderRow, ids: WorldIds): RecordedOrder {
  const itemOf = new Map(row.lines.map(({ id, item }) => [id, ids.items.toTheirs(item)]));
  const status = Object.entries(STATUS).find(([, ours]) => ours === row.status)?.[0];
  if (status === undefined) throw new Error(`their world has no order that is ${row.status}`);
  return {
    order_id: ids.orders.toTheirs(row.id),
    user_id: ids.users.toTheirs(row.customer_id),
    address: toRecordedAddress(row.shipping_address),
    items: row.lines.map(({ name, product, item, cents, options }) => ({
      ...{ name, product_id: ids.products.toTheirs(product), item_id: ids.items.toTheirs(item) },
      ...{ price: cents / 100, options },
    })),
    fulfillments: row.shipments.map(({ tracking, lines }) => ({
      ...{ tracking_id: tracking.split(','), item_ids: lines.map((line) => itemOf.get(line) ?? '') },
    })),
    status,
    payment_history: row.payments.map(({ kind, cents, method }) => ({
      ...{ transaction_type: kind, amount: cents / 100, payment_method_id: ids.methods.toTheirs(method) },
    })),
    ...(row.cancel_reason === null || row.cancel_reason === '' ? {} : { cancel_reason: row.cancel_reason }),
    ...Object.assign({}, ...row.cases.map(({ kind, data }) => toCaseFields(kind, data, ids))),
  };
}

function toCaseFields(
  kind: string,
  { items = [], destination, pairs = [], differenceCents = 0, methodId }: CaseData,
  ids: WorldIds,
): Partial<RecordedOrder> {
  const sorted = (list: readonly { id: string; quantity: number }[]): string[] =>
    list.flatMap(({ id, quantity }) => new Array<string>(quantity).fill(ids.items.toTheirs(id))).sort();
  if (kind === 'return') {
    return {
      return_items: sorted(items.map(({ itemId, quantity }) => ({ id: itemId, quantity }))),
      return_payment_method_id: ids.methods.toTheirs(destination ?? ''),
    };
  }
  if (kind !== 'exchange') throw new Error(`their world has no case that is ${kind}`);
  return {
    exchange_items: sorted(pairs.map(({ from, quantity }) => ({ id: from, quantity }))),
    exchange_new_items: sorted(pairs.map(({ to, quantity }) => ({ id: to, quantity }))),
    exchange_payment_method_id: ids.methods.toTheirs(methodId ?? ''),
    exchange_price_difference: differenceCents / 100,
  };
}

/** Customers as they stand in the database, with their ids. */
export async function readUsers(
  pool: pg.Pool,
  ids: WorldIds,
  which: readonly string[],
): Promise<(readonly [string, RecordedUser])[]> {
  const { rows } = await pool.query<UserRow>(
    `select c.id, c.first_name, c.last_name, c.email,
      (select a.address from customer_addresses a where a.customer_id = c.id and a.is_default) as address,
      (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'brand', m.brand,
        'last_four', m.last_four, 'cents', m.balance_cents)), '[]')
        from payment_methods m where m.customer_id = c.id) as methods,
      (select coalesce(json_agg(o.id order by o.placed_at), '[]') from orders o where o.customer_id = c.id) as orders
    from customers c where c.id = any($1)`,
    [which],
  );
  return rows.map((row) => [ids.users.toTheirs(row.id), toRecordedUser(row, ids)]);
}

function toRecordedUser(row: UserRow, ids: WorldIds): RecordedUser {
  const methods = row.methods.map(({ id, kind, brand, last_four, cents }): RecordedMethod => {
    const theirs = ids.methods.toTheirs(id);
    if (kind === 'gift-card') return { source: 'gift_card', id: theirs, balance: cents / 100 };
    if (kind === 'paypal') return { source: 'paypal', id: theirs };
    return { source: 'credit_card', id: theirs, brand, last_four };
  });
  return {
    name: { first_name: row.first_name, last_name: row.last_name },
    address: toRecordedAddress(row.address),
    email: row.email,
    payment_methods: Object.fromEntries(methods.map((method) => [method.id, method])),
    orders: row.orders.map((order) => ids.orders.toTheirs(order)),
  };
}

/** Products as they stand in the database. */
export async function readProducts(
  pool: pg.Pool,
  ids: WorldIds,
  which: readonly string[],
): Promise<RecordedProduct[]> {
  const { rows } = await pool.query<ProductRow>(
    `select p.id, p.name, (select coalesce(json_agg(json_build_object('id', v.id, 'options', v.options,
        'available', v.available, 'cents', v.price_cents)), '[]') from variants v where v.product_id = p.id) as variants
    from products p where p.id = any($1)`,
    [which],
  );
  return rows.map(({ id, name, variants }) => ({
    ...{ name, product_id: ids.products.toTheirs(id) },
    variants: Object.fromEntries(
      variants
        .map(({ id: item, options, available, cents }) => ({
          ...{ item_id: ids.items.toTheirs(item), options, available, price: cents / 100 },
        }))
        .map((variant) => [variant.item_id, variant]),
    ),
  }));
}

function toRecordedAddress(address: PostalAddress): RecordedAddress {
  return {
    address1: address.line1,
    address2: address.line2 ?? '',
    city: address.city,
    country: address.country,
    state: address.region,
    zip: address.postalCode,
  };
}
