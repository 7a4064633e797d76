import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { OrderStatus, Schema } from '../../database/schema.js';
import { searchTerms } from '../search-terms.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { OrderRecord } from './order-record.js';
import { findOrders } from './order-store.js';

/** Which of a customer's orders to list. */
export interface OrderFilter {
  customerId: string;
  /** Empty for every status. */
  statuses: readonly OrderStatus[];
  since: Date | undefined;
  productQuery: string | undefined;
  cursor: string | undefined;
  limit: number;
}

/** A page of orders, newest first; `total` counts the orders of all pages. */
export interface OrderPage {
  orders: OrderRecord[];
  total: number;
  nextCursor: string | null;
}

interface PageRow {
  id: string;
  placed_at: Date;
  total: number;
}

/** Lists a page in two statements. With product words, only the orders that match most of them remain. */
export async function listOrderPage(
  transaction: Transaction<Schema>,
  filter: OrderFilter,
): Promise<OrderPage> {
  const rows = await findPageRows(transaction, filter);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    orders: await findOrders(transaction, {
      customerId: filter.customerId,
      orderIds: page.map((row) => row.id),
    }),
    total: rows[0]?.total ?? 0,
    nextCursor: rows.length > filter.limit && last ? encodeCursor({ at: last.placed_at, id: last.id }) : null,
  };
}

async function findPageRows(transaction: Transaction<Schema>, filter: OrderFilter): Promise<PageRow[]> {
  const after = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor);
  const { rows } = await sql<PageRow>`
    with scored as (
      select o.id, o.placed_at, ${matchCount(filter.productQuery)} as score
      from orders o
      where o.customer_id = ${filter.customerId}
        and (${filter.statuses.length === 0} or o.status = any(${[...filter.statuses]}::text[]))
        and o.placed_at >= coalesce(${filter.since ?? null}::timestamptz, '-infinity')
    ), matching as (
      select id, placed_at, score, max(score) over () as best from scored
    ), counted as (
      select id, placed_at, count(*) over ()::int as total from matching where score = best and score > 0
    )
    select id, placed_at, total from counted
    where ${after === undefined} or (placed_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text)
    order by placed_at desc, id desc
    limit ${filter.limit + 1}`.execute(transaction);
  return rows;
}

/** How many of the words fit the best line of the order, by name, brand and category; 1 without words. */
function matchCount(productQuery: string | undefined): RawBuilder<number> {
  const terms = productQuery === undefined ? [] : searchTerms(productQuery);
  if (terms.length === 0) return sql<number>`1`;
  const prefixes = terms.map((term) => `${term}:*`);
  return sql<number>`coalesce((
    select max((
      select count(*) from unnest(${prefixes}::text[]) as term
      where to_tsvector('english', concat_ws(' ', l.product_name, p.brand, p.category)) @@ to_tsquery('english', term)
    ))
    from order_lines l join products p on p.id = l.product_id
    where l.order_id = o.id and l.customer_id = o.customer_id), 0)`;
}
