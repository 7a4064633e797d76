import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { readOrders, readProducts, readUsers } from './from-rows.js';
import { createWorldIds, type WorldIds } from './own-ids.js';
import type { RecordedWorld } from './recorded-world.js';
import { type TableRows, toOrderRows, toProductRows, toUserRows } from './to-rows.js';

type Kind = 'orders' | 'users' | 'products';
const KINDS: readonly Kind[] = ['products', 'users', 'orders'];

/** The recorded world in our own schema. */
export interface RetailDatabase {
  database: TestDatabase;
  ids: WorldIds;
  /** The world as the database has it now; only what was touched since is read again. */
  exportWorld(): Promise<RecordedWorld>;
  /** Puts back what was touched, and forgets what was proposed and done. */
  reset(): Promise<void>;
}

/**
 * Opens a database of its own and loads the world. Triggers note every row that anything touches, so that a write that
 * reaches further than it should shows in the export. Throws when the world does not come back as it went in.
 */
export async function openRetailDatabase(initial: RecordedWorld): Promise<RetailDatabase> {
  const database = await openTestDatabase();
  const { pool } = database;
  const ids = createWorldIds();
  const rows = toRows(initial, ids);
  for (const kind of KINDS) await upsert(pool, [...rows[kind].values()].flat());
  await pool.query(NOTE_TOUCHED);
  const world: RecordedWorld = { users: {}, orders: {}, products: {} };
  const readInto = async (touched: Record<Kind, readonly string[]>): Promise<void> => {
    const { users, orders, products } = touched;
    for (const order of await readOrders(pool, ids, orders)) world.orders[order.order_id] = order;
    for (const [id, user] of await readUsers(pool, ids, users)) world.users[id] = user;
    for (const product of await readProducts(pool, ids, products))
      world.products[product.product_id] = product;
  };
  await readInto({
    orders: [...rows.orders.keys()],
    users: [...rows.users.keys()],
    products: [...rows.products.keys()],
  });
  if (!isDeepStrictEqual(world, initial)) throw new Error('the world is not in the database as it was read');
  const sinceReset = new Set<string>();
  const takeTouched = async (): Promise<Record<Kind, string[]>> => {
    const taken = await pool.query<{ kind: Kind; id: string }>(
      'delete from recorded_touched returning kind, id',
    );
    const touched: Record<Kind, string[]> = { orders: [], users: [], products: [] };
    for (const { kind, id } of taken.rows) {
      touched[kind].push(id);
      sinceReset.add(`${kind} ${id}`);
    }
    return touched;
  };
  return {
    ...{ database, ids },
    async exportWorld() {
      await readInto(await takeTouched());
      return world;
    },
    async reset() {
      await readInto(await takeTouched());
      const touchedOf = (kind: Kind): string[] =>
        [...sinceReset].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
      await pool.query('delete from orders where id = any($1)', [touchedOf('orders')]);
      for (const kind of KINDS) {
        await upsert(
          pool,
          touchedOf(kind).flatMap((id) => rows[kind].get(id) ?? []),
        );
      }
      await pool.query('delete from action_ledger; delete from action_proposals; delete from handoffs');
      await readInto(await takeTouched());
      sinceReset.clear();
    },
  };
}

function toRows(world: RecordedWorld, ids: WorldIds): Record<Kind, Map<string, TableRows[]>> {
  const place = new Map(
    Object.values(world.users).flatMap(({ orders }) => orders.map((id, index) => [id, index] as const)),
  );
  return {
    products: new Map(
      Object.values(world.products).map((product) => [
        ids.products.toOwn(product.product_id),
        toProductRows(product, ids),
      ]),
    ),
    users: new Map(
      Object.entries(world.users).map(([id, user]) => [ids.users.toOwn(id), toUserRows(id, user, ids)]),
    ),
    orders: new Map(
      Object.values(world.orders).map((order) => {
        const user = world.users[order.user_id];
        if (user === undefined) throw new Error(`nobody owns ${order.order_id}`);
        const rows = toOrderRows(order, { user, place: place.get(order.order_id) ?? 0, ids });
        return [ids.orders.toOwn(order.order_id), rows];
      }),
    ),
  };
}

/** Inserts rows table by table, in the order in which the tables first appear; a row that is there becomes as given. */
async function upsert(pool: pg.Pool, all: readonly TableRows[]): Promise<void> {
  const byTable = new Map<string, Record<string, unknown>[]>();
  for (const [table, rows] of all) byTable.set(table, [...(byTable.get(table) ?? []), ...rows]);
  for (const [table, rows] of byTable) {
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) continue;
    const key = table === 'variant_stock' ? 'variant_id, warehouse' : 'id';
    await pool.query(
      `insert into ${table} (${columns.join(', ')})
       select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)
       on conflict (${key}) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [JSON.stringify(rows)],
    );
  }
}

const TOUCHES: readonly (readonly [table: string, kind: Kind, column: string])[] = [
  ['orders', 'orders', 'id'],
  ['order_lines', 'orders', 'order_id'],
  ['order_payments', 'orders', 'order_id'],
  ['shipments', 'orders', 'order_id'],
  ['cases', 'orders', 'order_id'],
  ['customers', 'users', 'id'],
  ['customer_addresses', 'users', 'customer_id'],
  ['payment_methods', 'users', 'customer_id'],
  ['products', 'products', 'id'],
  ['variants', 'products', 'product_id'],
];

const NOTE_TOUCHED = `
  create table recorded_touched (kind text, id text, primary key (kind, id));
  create function note_touched() returns trigger language plpgsql security definer as $$
  begin
    insert into recorded_touched
      values (tg_argv[0], coalesce(to_jsonb(coalesce(new, old)) ->> tg_argv[1], ''))
      on conflict do nothing;
    return null;
  end $$;
  create function note_stock() returns trigger language plpgsql security definer as $$
  begin
    insert into recorded_touched select 'products', product_id from variants where id = new.variant_id
      on conflict do nothing;
    return null;
  end $$;
  create trigger note_touched after update on variant_stock for each row execute function note_stock();
  ${TOUCHES.map(
    ([table, kind, column]) => `create trigger note_touched after insert or update or delete on ${table}
      for each row execute function note_touched('${kind}', '${column}');`,
  ).join('\n')}`;
