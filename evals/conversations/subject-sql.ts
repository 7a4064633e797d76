/** The day that the seeded shop was made for, in SQL. */
export const NOW = "timestamptz '2026-06-15T00:00:00Z'";

/** An amount of cents as the shop prints it. */
export function money(cents: string): string {
  return `'$' || to_char((${cents}) / 100.0, 'FM999,999,990.00')`;
}

/** What an order came to, as the shop prints it. */
const TOTAL = money('(select sum(quantity * unit_price_cents) from order_lines where order_id = o.id)');

const ONLY_LINE = '(select count(*) from order_lines where order_id = o.id) = 1';
const ONE_PAYMENT = '(select count(*) from order_payments where order_id = o.id) = 1';

/** Orders with the product of their first line; `where` is over orders `o`, lines `l`, products `p`, customers `c`. */
export function orders(where: string, { columns = '', lines = ONLY_LINE, more = '' } = {}): string {
  return `select o.id as key, o.id as "order", o.customer_id as customer, l.product_name as product, l.id as line,
      l.variant_id as item, l.quantity, replace(p.category, '-', ' ') as noun, p.id as product_id,
      right(o.id, 6) as digits, o.placed_at, c.first_name, ${TOTAL} as total ${columns}
    from orders o
    join order_lines l on l.order_id = o.id and l.position = 1
    join products p on p.id = l.product_id
    join customers c on c.id = o.customer_id ${more}
    where ${lines} and ${where}
    order by o.id desc`;
}

/** Orders of one line that one payment paid for. */
export function simpleOrders(where: string, options: Parameters<typeof orders>[1] = {}): string {
  return orders(`${ONE_PAYMENT} and ${where}`, options);
}

/** A condition on orders: all that was delivered came between so many days ago and so many. */
export function deliveredBetween(most: number, least: number): string {
  return `o.status = 'delivered' and (select min(delivered_at) from shipments where order_id = o.id) > ${NOW} - interval '${most} days'
    and (select max(delivered_at) from shipments where order_id = o.id) < ${NOW} - interval '${least} days'`;
}

/** A join that finds another variant of the product of `l` that is in stock and differs in one option alone, as `wanted`. */
export const OTHER_VARIANT = `join lateral (
    select v.id as other_item, e.value as wanted, old.value as had from variants v
    join lateral jsonb_each_text(v.options) e on true
    join lateral jsonb_each_text(l.options) old on old.key = e.key and old.value <> e.value
    where v.product_id = l.product_id and v.available
      and (select count(*) from jsonb_each_text(v.options) a join jsonb_each_text(l.options) b using (key) where a.value <> b.value) = 1
      and (select sum(quantity) from variant_stock where variant_id = v.id) >= l.quantity
      and (select count(*) from variants x where x.product_id = l.product_id and x.options ->> e.key = e.value
           and (select count(*) from jsonb_each_text(x.options) a join jsonb_each_text(l.options) b using (key) where a.value <> b.value) = 1) = 1
    order by v.id limit 1) as other on true`;
