import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.js';

/** k1 and b of BM25 (Robertson and Zaragoza 2009), at the values that suit passages of even length. */
const SATURATION = 0.9;
const LENGTH_WEIGHT = 0.4;
/** The words of a passage, stop words aside, until the corpus has been counted. */
const ASSUMED_LENGTH = toStep(44);

/** Writes the words of chunks that the index does not have yet. */
export async function indexWords(
  transaction: Transaction<Schema>,
  chunks: readonly { id: string; indexed: string }[],
): Promise<void> {
  const ids = chunks.map(({ id }) => id);
  const texts = chunks.map(({ indexed }) => indexed);
  const average = sql`(select coalesce(max(average_length), ${sql.lit(ASSUMED_LENGTH)}) as average_length
    from knowledge_statistics)`;
  await sql`
    insert into knowledge_postings (term, chunk_id, frequency, impact)
    select term, chunk_id, frequency, ${impact(sql`frequency`, sql`length`, sql`average_length`)}
    from (
      select word.lexeme as term, source.id as chunk_id, cardinality(word.positions) as frequency,
             sum(cardinality(word.positions)) over (partition by source.id) as length
      from unnest(${ids}::text[], ${texts}::text[]) as source(id, indexed),
           unnest(to_tsvector('english', source.indexed)) as word
    ) as words, ${average} as statistics
    order by term, chunk_id`.execute(transaction);
}

/**
 * Counts the corpus anew. The weight of each posting depends on the average length of a chunk, which is taken in steps of a
 * tenth: when it reaches another step, all are written again. So what is stored depends on the corpus alone, and not on the
 * way it came about.
 */
export async function refreshStatistics(transaction: Transaction<Schema>): Promise<void> {
  const assumed = sql.lit(ASSUMED_LENGTH);
  const { rows } = await sql<{ chunks: number; average: number; used: number }>`
    select count(distinct chunk_id)::int as chunks,
           coalesce(sum(frequency)::real / nullif(count(distinct chunk_id), 0), ${assumed})::real as average,
           coalesce((select average_length from knowledge_statistics), ${assumed})::real as used
    from knowledge_postings`.execute(transaction);
  const { chunks, average, used } = rows[0] ?? { chunks: 0, average: ASSUMED_LENGTH, used: ASSUMED_LENGTH };
  const step = toStep(average);
  await sql`
    insert into knowledge_statistics (singleton, chunks, average_length)
    values (true, ${chunks}, ${step})
    on conflict (singleton) do update
    set chunks = excluded.chunks, average_length = excluded.average_length`.execute(transaction);
  if (step !== toStep(used)) await rewriteImpacts(transaction, step);
}

/** The nearest power of 1.1. */
function toStep(length: number): number {
  return Math.fround(1.1 ** Math.round(Math.log(length) / Math.log(1.1)));
}

async function rewriteImpacts(transaction: Transaction<Schema>, averageLength: number): Promise<void> {
  await sql`
    update knowledge_postings as posting
    set impact = ${impact(sql`posting.frequency`, sql`counted.length`, sql`${averageLength}::real`)}
    from (select chunk_id, sum(frequency) as length from knowledge_postings group by chunk_id) as counted
    where counted.chunk_id = posting.chunk_id`.execute(transaction);
}

/** The share of BM25 that does not depend on the other documents: saturated, length-normalised term frequency. */
function impact(
  frequency: RawBuilder<unknown>,
  length: RawBuilder<unknown>,
  average: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const k1 = sql.lit(SATURATION);
  const lengthShare = sql`(${sql.lit(1 - LENGTH_WEIGHT)} + ${sql.lit(LENGTH_WEIGHT)} * ${length} / ${average})`;
  return sql`(${frequency} * (${k1} + 1) / (${frequency} + ${k1} * ${lengthShare}))::real`;
}
