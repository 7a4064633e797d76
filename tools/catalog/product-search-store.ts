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
  catalog: CatalogSize;
}

/** What BM25 compares a product with: how many there are, and how many words each has on average. */
export interface CatalogSize {
  products: number;
  averageLength: number;
}

/** k1 and b of BM25: as for passages, because a product's words are as few and as even; measured in evals/products. */
const SATURATION = 0.9;
const LENGTH_WEIGHT = 0.4;
const BRAND_BONUS = 1.2;

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
    with ${lexicalPart(search.words, search.catalog)}, ${vectorPart(search.vector)},
    candidates as (${candidates(search)}),
    evidence as (
      select p.id, s.cosine, coalesce(l.matched, '{}') as matched,
        coalesce(l.score, 0) * case when ${namesBrand(search.words)} then ${sql.lit(BRAND_BONUS)} else 1 end as score
      from candidates c join products p on p.id = c.id
      left join lexical l on l.id = p.id left join semantic s on s.id = p.id
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
 * BM25 over the postings of the query's words. Words that stand for each other count as one word; its document frequency
 * is that of the products that have any of them. A product whose brand is named is meant before others that mention it.
 */
function lexicalPart(
  words: readonly SearchWord[],
  { products, averageLength }: CatalogSize,
): RawBuilder<unknown> {
  const entries = words.flatMap(({ text, synonyms }, ordinal) =>
    [text, ...synonyms].map((alternative) => ({ ordinal, text: alternative })),
  );
  const [k1, b] = [sql.lit(SATURATION), sql.lit(LENGTH_WEIGHT)];
  return sql`query as materialized (
      select distinct g.ordinal, lexeme as term
      from json_to_recordset(${JSON.stringify(entries)}::json) as g(ordinal int, text text),
           unnest(tsvector_to_array(to_tsvector('english', g.text))) as lexeme
    ), counted as (
      select p.product_id as id, q.ordinal, sum(p.frequency)::float8 as frequency, max(p.length) / ${averageLength}::float8 as length
      from query q join product_postings p using (term)
      group by p.product_id, q.ordinal
    ), weighted as (
      select id, c.ordinal, frequency, length,
        ln(1 + (greatest(${products}::float8, df) - df + 0.5) / (df + 0.5)) as idf
      from counted c join (select ordinal, count(*) as df from counted group by ordinal) n on n.ordinal = c.ordinal
    ), lexical as (
      select id, array_agg(ordinal order by ordinal) as matched,
        sum(idf * frequency * (${k1} + 1) / (frequency + ${k1} * (1 - ${b} + ${b} * length))) as score
      from weighted group by id
    )`;
}

/**
 * What is judged by the filters. Without any, what has less than half as many of the words as the best cannot be shown, and
 * is left out before its variants are read.
 */
function candidates({ words, vector, filter }: RankedSearch): RawBuilder<unknown> {
  if (words.length === 0 && !vector) return sql`select id from products`;
  if (!isEmpty(filter)) return sql`select id from lexical union select id from semantic`;
  return sql`select id from lexical
    where cardinality(matched) * 2 >= (select max(cardinality(matched)) from lexical)
    union select id from semantic`;
}

function isEmpty({ category, brand, minCents, maxCents, options, inStock }: ProductFilter): boolean {
  const isAny = [category, brand, minCents, maxCents].every((wanted) => wanted === undefined);
  return isAny && options.length === 0 && !inStock;
}

/** All words of the brand are among those asked for; "StarTech.com" is also named by "startech". */
function namesBrand(words: readonly SearchWord[]): RawBuilder<boolean> {
  const asked = words.map(({ text }) => text);
  return sql<boolean>`p.brand <> '' and regexp_split_to_array(
    regexp_replace(lower(p.brand), '\\.(com|net|org)$', ''), '[^[:alnum:]]+') <@ ${asked}::text[]`;
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
