import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { OrderStatus, Schema } from '../../database/schema.js';
import { searchTerms } from '../search-terms.js';
import { synonymsOf } from '../synonyms.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { OrderLineRecord, ShipmentRecord } from './order-record.js';

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

/** As much of an order as a list shows. */
export interface ListedOrder {
  id: string;
  status: OrderStatus;
  placedAt: Date;
  currency: string;
  lines: Omit<OrderLineRecord, 'finalSale' | 'consumable' | 'warrantyMonths' | 'otherVariantInStock'>[];
  shipments: Pick<ShipmentRecord, 'lineIds' | 'estimatedAt' | 'deliveredAt'>[];
}

/** A page of orders, newest first; `total` counts the orders of all pages. */
export interface OrderPage {
  orders: ListedOrder[];
  total: number;
  nextCursor: string | null;
}

interface PageRow extends Omit<ListedOrder, 'shipments'> {
  shipments: { lineIds: string[]; estimatedAt: string; deliveredAt: string | null }[];
  total: number;
}

/** Lists a page in one statement. With product words, only the orders that match most of them remain. */
export async function listOrderPage(
  transaction: Transaction<Schema>,
  filter: OrderFilter,
): Promise<OrderPage> {
  const rows = await findPageRows(transaction, filter);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    orders: page.map(toListedOrder),
    total: rows[0]?.total ?? 0,
    nextCursor: rows.length > filter.limit && last ? encodeCursor({ at: last.placedAt, id: last.id }) : null,
  };
}

function toListedOrder({ total: _total, shipments, ...order }: PageRow): ListedOrder {
  return {
    ...order,
    shipments: shipments.map(({ lineIds, estimatedAt, deliveredAt }) => ({
      lineIds,
      estimatedAt: new Date(estimatedAt),
      deliveredAt: deliveredAt === null ? null : new Date(deliveredAt),
    })),
  };
}

async function findPageRows(transaction: Transaction<Schema>, filter: OrderFilter): Promise<PageRow[]> {
  const after = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor);
  const { rows } = await sql<PageRow>`
    with scored as (
      select o.id, o.status, o.placed_at, o.currency, ${matchCount(filter.productQuery)} as score
      from orders o
      where o.customer_id = ${filter.customerId}
        and (${filter.statuses.length === 0} or o.status = any(${[...filter.statuses]}::text[]))
        and o.placed_at >= coalesce(${filter.since ?? null}::timestamptz, '-infinity')
    ), matching as (
      select *, max(score) over () as best from scored
    ), counted as (
      select *, count(*) over ()::int as total from matching where score = best and score > 0
    ), page as (
      select * from counted
      where ${after === undefined} or (placed_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text)
      order by placed_at desc, id desc
      limit ${filter.limit + 1}
    )
    select id, status, placed_at as "placedAt", currency, total,
      (select coalesce(json_agg(json_build_object(
          'id', l.id, 'position', l.position, 'itemId', l.variant_id, 'productId', l.product_id,
          'productName', l.product_name, 'options', l.options, 'quantity', l.quantity,
          'unitPriceCents', l.unit_price_cents) order by l.position), '[]')
        from order_lines l where l.order_id = page.id) as lines,
      (select coalesce(json_agg(json_build_object(
          'lineIds', s.line_ids, 'estimatedAt', s.estimated_at, 'deliveredAt', s.delivered_at)), '[]')
        from shipments s where s.order_id = page.id) as shipments
    from page
    order by placed_at desc, id desc`.execute(transaction);
  return rows;
}

/** How well the best line of the order fits the words, by name, brand and category: 2 a word, 1 for another word of the same meaning; 1 without words. */
function matchCount(productQuery: string | undefined): RawBuilder<number> {
  const terms = productQuery === undefined ? [] : searchTerms(productQuery);
  if (terms.length === 0) return sql<number>`1`;
  const said = terms.map((term) => `${term}:*`);
  const meant = terms.map((term) =>
    [term, ...synonymsOf(term).filter(isWord)].map((word) => `${word}:*`).join(' | '),
  );
  return sql<number>`coalesce((
    select max((
      select sum(case when fits.words @@ to_tsquery('english', term.said) then 2
        when fits.words @@ to_tsquery('english', term.meant) then 1 else 0 end)
      from unnest(${said}::text[], ${meant}::text[]) as term (said, meant),
        lateral (select to_tsvector('english', concat_ws(' ', l.product_name, p.brand, p.category)) as words) as fits
    ))
    from order_lines l join products p on p.id = l.product_id
    where l.order_id = o.id and l.customer_id = o.customer_id), 0)`;
}

function isWord(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text);
}
