import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** What a recommendation starts from. */
export type RecommendationBasis =
  | { kind: 'profile'; customerId: string }
  | { kind: 'browsing'; customerId: string; since: Date }
  | { kind: 'order'; customerId: string; orderIds: readonly string[] }
  | { kind: 'product'; customerId: string | undefined; productId: string };

/** A product to start from; the weights of all add up to 1. */
export interface SeedProduct {
  id: string;
  name: string;
  category: string;
  brand: string;
  weight: number;
}

/** What is known before candidates are looked for. */
export interface Taste {
  /** Strongest first, at most five. */
  seeds: SeedProduct[];
  /** Products that the customer bought and did not cancel. */
  owned: string[];
  /** What the customer prefers, with consent and not expired. */
  preferences: { key: string; value: string }[];
}

/** Reads seeds, owned products and preferences in one statement. Without seeds there is nothing to start from. */
export async function findTaste(
  transaction: Transaction<Schema>,
  basis: RecommendationBasis,
  now: Date,
): Promise<Taste> {
  const customerId = basis.customerId ?? '';
  const { rows } = await sql<Taste>`
    with started as (${seedRows(basis)}),
    strongest as (
      select s.product_id, sum(s.weight)::float8 as weight from started s group by s.product_id
      order by weight desc, s.product_id limit 5
    ), seeds as (
      select p.id, p.name, p.category, p.brand, s.weight / sum(s.weight) over () as weight
      from strongest s join products p on p.id = s.product_id
    )
    select
      (select coalesce(json_agg(seeds order by weight desc, id), '[]') from seeds) as seeds,
      (select coalesce(json_agg(distinct l.product_id), '[]') from order_lines l join orders o on o.id = l.order_id
        where l.customer_id = ${customerId} and o.status <> 'cancelled') as owned,
      (select coalesce(json_agg(json_build_object('key', key, 'value', value) order by key), '[]') from preferences
        where customer_id = ${customerId} and consent and (expires_at is null or expires_at > ${now})) as preferences
    `.execute(transaction);
  return rows[0] ?? { seeds: [], owned: [], preferences: [] };
}

function seedRows(basis: RecommendationBasis) {
  switch (basis.kind) {
    case 'product':
      return sql`select coalesce((select product_id from variants where id = ${basis.productId}), ${basis.productId})
        as product_id, 1 as weight`;
    case 'order':
      return sql`select product_id, unit_price_cents * quantity + 1 as weight from order_lines
        where customer_id = ${basis.customerId} and order_id = any(${[...basis.orderIds]}::text[])`;
    case 'profile':
      return sql`select l.product_id, 1.0 / row_number() over (order by o.placed_at desc, l.position) as weight
        from order_lines l join orders o on o.id = l.order_id
        where l.customer_id = ${basis.customerId} and o.status <> 'cancelled'`;
    case 'browsing':
      return sql`select product_id, case kind when 'cart' then 3 else 1 end as weight from browsing_events
        where customer_id = ${basis.customerId} and product_id is not null and at >= ${basis.since}`;
  }
}

/** A product that may be recommended, with what speaks for it. */
export interface Candidate {
  id: string;
  category: string;
  brand: string;
  consumable: boolean;
  /** Name of a seed that it works with, by either side's compatibility list. */
  worksWith: string | null;
  /** Weight of the seeds of the same category, 0 to 1. */
  sameCategory: number;
  /** Greatest cosine to a seed, 0 without vectors. */
  similarity: number;
  ratingAverage: number | null;
  ratingCount: number;
}

/** Limits on candidates; prices in cents. */
export interface CandidateLimits {
  seeds: readonly SeedProduct[];
  owned: readonly string[];
  category: string | undefined;
  maxCents: number | undefined;
}

/** Products in stock that are no seed and not owned, unless they are used up; in one statement. */
export async function findCandidates(
  transaction: Transaction<Schema>,
  { seeds, owned, category, maxCents }: CandidateLimits,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with seeds as (
      select s.*, p.compatible_with, p.embedding, p.embedder
      from json_to_recordset(${JSON.stringify(seeds)}::json) as s(id text, name text, category text, weight float8)
      join products p on p.id = s.id
    )
    select p.id, p.category, p.brand, p.consumable,
      (select s.name from seeds s
        where p.compatible_with && array[s.id, s.category] or s.compatible_with && array[p.id, p.category]
        order by s.weight desc limit 1) as "worksWith",
      (select coalesce(sum(s.weight), 0) from seeds s where s.category = p.category)::float8 as "sameCategory",
      (select coalesce(max(1 - (s.embedding <=> p.embedding)), 0) from seeds s where s.embedder = p.embedder)::float8
        as similarity,
      (select avg(r.rating)::float8 from reviews r where r.product_id = p.id) as "ratingAverage",
      (select count(*)::int from reviews r where r.product_id = p.id) as "ratingCount"
    from products p
    where p.id not in (select id from seeds where not p.consumable)
      and (p.consumable or p.id <> all(${[...owned]}::text[]))
      and (${category ?? null}::text is null
           or p.category in (${category ?? ''}, replace(lower(${category ?? ''}), ' ', '-')))
      and exists (
        select from variants v join variant_stock s on s.variant_id = v.id
        where v.product_id = p.id and v.available and s.quantity > 0
          and v.price_cents <= ${maxCents ?? 2_147_483_647})`.execute(transaction);
  return rows;
}
