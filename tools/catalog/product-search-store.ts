import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';
import type { ProductFilter } from './search-filter.js';

/** A word of a search and other words that stand for it. */
export interface SearchWord {
  text: string;
  synonyms: readonly string[];
}

/** A ranked search: words, a vector of the whole, filters. */
export interface RankedSearch {
  words: readonly SearchWord[];
  /** Compared only with products that the same embedder wrote. */
  vector: { values: readonly number[]; embedder: string; floor: number } | undefined;
  filter: ProductFilter;
  sort: 'relevance' | 'price-asc' | 'price-desc' | 'rating';
  limit: number;
}

/** A product found: what fits the filters comes before what does not. */
export interface RankedProduct {
  id: string;
  /** BM25 over the words, name three times; higher is better. */
  score: number;
  /** Cosine to the vector, null without one or below its floor. */
  cosine: number | null;
  /** Positions in `words` that it has, from 0. */
  matched: number[];
  fits: boolean;
  /** How many fit in all. */
  total: number;
}

/** Ranks products in one statement: BM25 and cosine as evidence, every filter in SQL on one and the same variant. */
export async function rankProducts(
  transaction: Transaction<Schema>,
  search: RankedSearch,
): Promise<RankedProduct[]> {
  const { rows } = await sql<RankedProduct>`
    with ${lexicalPart(search.words)}, ${vectorPart(search.vector)},
    evidence as (
      select p.id, coalesce(l.score, 0) as score, s.cosine, coalesce(l.matched, '{}') as matched
      from products p left join lexical l on l.id = p.id left join semantic s on s.id = p.id
      where ${search.words.length === 0 && !search.vector} or l.id is not null or s.id is not null
    ), judged as (
      select e.*, v.fits, v.price, (select avg(rating) from reviews r
        where ${search.sort === 'rating'} and r.product_id = e.id) as rating
      from evidence e join products p on p.id = e.id
      cross join lateral (
        select coalesce(bool_or(f.fits), false) as fits, min(f.price_cents) filter (where f.fits) as price
        from (select v.price_cents, ${variantFits(search.filter)} as fits
              from variants v where v.product_id = p.id) f
      ) v
      where ${productFits(search.filter)}
    ), covered as (
      select j.*, max(cardinality(matched)) over (partition by fits) as most from judged j
    )
    select id, score::float8, cosine::float8, matched, fits,
      (count(*) filter (where fits) over ())::int as total
    from covered
    where cardinality(matched) = most
       or (${search.sort === 'relevance'} and (
         cardinality(matched) * 2 >= most or cosine is not null and most < ${search.words.length}))
    order by fits desc, ${orderOf(search.sort)}, id
    limit ${search.limit}`.execute(transaction);
  return rows;
}

/**
 * BM25 (k1 1.2, b 0.75; a word in the name counts three times, in the category twice) over the candidates that the
 * index finds. They are all products with any of the words, so their number is each word's document frequency; the
 * average length is theirs too.
 */
function lexicalPart(words: readonly SearchWord[]): RawBuilder<unknown> {
  const entries = words.flatMap(({ text, synonyms }, ordinal) =>
    [text, ...synonyms].map((alternative) => ({ ordinal, text: alternative })),
  );
  return sql`query as (
      select distinct g.ordinal, lexeme
      from json_to_recordset(${JSON.stringify(entries)}::json) as g(ordinal int, text text),
           unnest(tsvector_to_array(to_tsvector('english', g.text))) as lexeme
    ), candidates as materialized (
      select p.id, p.search from products p
      where p.search @@ (
        select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', ' | ') from query)::tsquery
    ), counted as (
      select c.id, q.ordinal, sum(cardinality(t.positions)) as positions,
        sum(case when q.ordinal is null then 0 else (
          select sum(case weight when 'A' then 3 when 'B' then 2 else 1 end) from unnest(t.weights) as weight) end) as frequency
      from candidates c cross join lateral unnest(c.search) as t(lexeme, positions, weights)
      left join query q on q.lexeme = t.lexeme
      group by c.id, q.ordinal
    ), sized as (
      select *, sum(positions) over (partition by id) as size from counted
    ), collection as (
      select (select count(*) from products)::float8 as documents,
        (select sum(positions)::float8 / greatest(count(distinct id), 1) from counted) as size
    ), weighted as (
      select s.id, s.ordinal, s.frequency::float8, s.size / n.size as length,
        ln(1 + (n.documents - s.df + 0.5) / (s.df + 0.5)) as idf
      from (select *, count(*) over (partition by ordinal) as df from sized where ordinal is not null) s, collection n
    ), lexical as (
      select id, array_agg(ordinal order by ordinal) as matched,
        sum(idf * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length))) as score
      from weighted group by id
    )`;
}

function vectorPart(vector: RankedSearch['vector']): RawBuilder<unknown> {
  if (!vector) return sql`semantic as (select null::text as id, null::float8 as cosine where false)`;
  return sql`nearest as (
      select id, 1 - (embedding <=> ${JSON.stringify(vector.values)}::vector) as cosine
      from products where embedder = ${vector.embedder} and embedding is not null
      order by embedding <=> ${JSON.stringify(vector.values)}::vector limit 30
    ), semantic as (select id, cosine from nearest where cosine >= ${vector.floor})`;
}

function productFits({ category, brand }: ProductFilter): RawBuilder<boolean> {
  return sql<boolean>`(${category ?? null}::text is null or lower(p.category) = any(${categoryNames(category)}::text[]))
    and (${brand ?? null}::text is null or lower(p.brand) = lower(${brand ?? null}::text))`;
}

/** A category as it may be stored: `robot vacuums` means `robot-vacuum` too. */
function categoryNames(category: string | undefined): string[] {
  if (category === undefined) return [];
  const name = category.trim().toLowerCase();
  const slug = name.replace(/[\s_]+/g, '-');
  return [name, slug, `${slug}s`, slug.replace(/s$/, ''), slug.replace(/ies$/, 'y'), slug.replace(/es$/, '')];
}

function variantFits({ minCents, maxCents, options, inStock }: ProductFilter): RawBuilder<boolean> {
  return sql<boolean>`(
    v.price_cents >= ${minCents ?? 0} and v.price_cents <= ${maxCents ?? 2_147_483_647}
    and (${options.length === 0} or ${[...options]}::text[] <@ array(
      select lower(option.value) from jsonb_each_text(v.options) as option))
    and (not ${inStock} or (v.available and exists (
      select from variant_stock s where s.variant_id = v.id and s.quantity > 0))))`;
}

function orderOf(sort: RankedSearch['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'relevance':
      return sql`score desc, cosine desc nulls last`;
    case 'price-asc':
      return sql`price asc nulls last, score desc`;
    case 'price-desc':
      return sql`price desc nulls last, score desc`;
    case 'rating':
      return sql`rating desc nulls last, score desc`;
  }
}
