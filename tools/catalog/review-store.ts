import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import { searchTerms } from '../search-terms.js';
import type { ReviewListView } from './review-view.js';

/** Which reviews to look for: those of a product, by product or item id, about an aspect when there is one. */
export interface ReviewSelection {
  productId: string;
  aspect: string | undefined;
}

interface ReviewRow {
  productId: string;
  name: string;
  average: number | null;
  count: number;
  distribution: [number, number, number, number, number];
  matching: number;
  quotes: { id: string; rating: number; title: string; text: string; author: string; at: string }[];
}

/** Quotes and figures in one statement; undefined when there is no such product. */
export async function findReviews(
  transaction: Transaction<Schema>,
  { productId, aspect }: ReviewSelection,
): Promise<Omit<ReviewListView, 'aspect'> | undefined> {
  const { rows } = await sql<ReviewRow>`
    with product as (
      select id, name from products
      where id = coalesce((select product_id from variants where id = ${productId}), ${productId})
    ), rated as (
      select r.*, ${matchCount(aspect)} as score from reviews r join product on product.id = r.product_id
    ), quoted as (
      select * from rated where score > 0 order by score desc, at desc, id limit 5
    )
    select product.id as "productId", product.name,
      (select avg(rating)::float8 from rated) as average,
      (select count(*)::int from rated) as count,
      (select array_agg((select count(*)::int from rated where rating = star) order by star)
         from generate_series(1, 5) as star) as distribution,
      (select count(*)::int from rated where score > 0) as matching,
      (select coalesce(json_agg(json_build_object(
                'id', id, 'rating', rating, 'title', title, 'text', text, 'author', author, 'at', at)
              order by score desc, at desc, id), '[]') from quoted) as quotes
    from product`.execute(transaction);
  const [row] = rows;
  if (!row) return undefined;
  const { average, count, quotes, ...rest } = row;
  return {
    ...rest,
    rating: average === null ? null : { average: Math.round(average * 10) / 10, count },
    quotes: quotes.map((quote) => ({ ...quote, at: new Date(quote.at).toISOString() })),
  };
}

/** How many words of the aspect a review has, by stem and prefix; 1 without an aspect. */
function matchCount(aspect: string | undefined): RawBuilder<number> {
  const terms = aspect === undefined ? [] : searchTerms(aspect);
  if (terms.length === 0) return sql<number>`1`;
  const prefixes = terms.map((term) => `${term}:*`);
  return sql<number>`(
    select count(*) from unnest(${prefixes}::text[]) as term
    where to_tsvector('english', r.title || ' ' || r.text) @@ to_tsquery('english', term))`;
}
