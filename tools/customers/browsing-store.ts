import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import type { BrowsingView } from './browsing-view.js';

/** The customer's events since an instant, summed up in one statement. */
export async function summarizeBrowsing(
  transaction: Transaction<Schema>,
  { customerId, since }: { customerId: string; since: Date },
): Promise<Omit<BrowsingView, 'since'>> {
  const { rows } = await sql<Omit<BrowsingView, 'since'>>`
    with seen as (
      select e.kind, e.product_id, e.query, e.at, p.name, p.category
      from browsing_events e left join products p on p.id = e.product_id
      where e.customer_id = ${customerId} and e.at >= ${since}
    ), products as (
      select product_id as "productId", min(name) as name, min(category) as category,
             (count(*) filter (where kind = 'view'))::int as views, bool_or(kind = 'cart') as "inCart",
             max(at) as "lastAt"
      from seen where name is not null group by product_id
      order by views desc, "lastAt" desc limit 5
    ), categories as (
      select category, count(*)::int as views from seen where category is not null and kind = 'view'
      group by category order by views desc, category limit 5
    ), queries as (
      select query, count(*)::int as count from seen where kind = 'search' and query is not null
      group by query order by count desc, query limit 5
    )
    select
      (select count(*)::int from seen where kind = 'view') as views,
      (select count(*)::int from seen where kind = 'search') as searches,
      (select count(*)::int from seen where kind = 'cart') as "cartAdditions",
      (select coalesce(json_agg(products), '[]') from products) as products,
      (select coalesce(json_agg(categories), '[]') from categories) as categories,
      (select coalesce(json_agg(queries), '[]') from queries) as queries`.execute(transaction);
  const [summary] = rows;
  if (!summary) throw new Error('a select without a from clause gave no row');
  return {
    ...summary,
    products: summary.products.map((product) => ({
      ...product,
      lastAt: new Date(product.lastAt).toISOString(),
    })),
  };
}
