import type pg from 'pg';
import { openTestDatabase } from '../database/testing.js';
import { percentile, printMs } from './statistics.js';

const PASSAGES = 30_000;
const CLUSTERS = 400;
const QUERIES = 300;
const EXACT_QUERIES = 100;

interface Variant {
  name: string;
  /** Column and index of the vectors, and what a query is compared with. */
  column: 'full' | 'half';
  indexed: string;
  compared: string;
}

const VARIANTS: readonly Variant[] = [
  {
    name: 'vector, its index',
    column: 'full',
    indexed: 'embedding vector_cosine_ops',
    compared: 'embedding <=> $1::vector',
  },
  {
    name: 'vector, halfvec index',
    column: 'full',
    indexed: '(embedding::halfvec(512)) halfvec_cosine_ops',
    compared: 'embedding::halfvec(512) <=> $1::halfvec',
  },
  {
    name: 'halfvec, its index',
    column: 'half',
    indexed: 'embedding halfvec_cosine_ops',
    compared: 'embedding <=> $1::halfvec',
  },
];

/**
 * What half-precision vectors save and cost on PostgreSQL: space, index build, latency of the nearest 50 and recall@10
 * against the exact order in full precision, over 30,000 clustered vectors. Needs TEST_DATABASE_URL.
 */
export async function runHalfVectorsBench(): Promise<void> {
  if (process.env.TEST_DATABASE_URL === undefined)
    throw new Error('set TEST_DATABASE_URL to a PostgreSQL server');
  const database = await openTestDatabase();
  const client = await database.pool.connect();
  try {
    await client.query("set statement_timeout = '600s'; set maintenance_work_mem = '1GB'");
    await fill(client);
    const queries = await sampleVectors(client, QUERIES);
    const exact = await nearestExactly(client, queries.slice(0, EXACT_QUERIES));
    console.log('variant                 table MiB  index MiB  build s    p50 ms    p95 ms  recall@10');
    for (const variant of VARIANTS) await measure(client, variant, { queries, exact });
  } finally {
    client.release(true);
    await database.close();
  }
}

async function fill(client: pg.PoolClient): Promise<void> {
  await client.query(`
    create table clusters as select number, array_agg(random_normal()) as centre
      from generate_series(0, ${CLUSTERS - 1}) as number, generate_series(1, 512) group by number;
    create table vectors_full as select n as id, l2_normalize((
      select array_agg(value + 0.6 * random_normal())::vector(512) from unnest(centre) as value))::vector(512) as embedding
      from generate_series(1, ${PASSAGES}) as n join clusters on number = n * 7919 % ${CLUSTERS};
    create table vectors_half as select id, embedding::halfvec(512) as embedding from vectors_full;
  `);
  for (const table of ['vectors_full', 'vectors_half']) await client.query(`vacuum analyze ${table}`);
}

/** Vectors near stored ones, as a question lies near its answer. */
async function sampleVectors(client: pg.PoolClient, count: number): Promise<string[]> {
  const { rows } = await client.query(
    `select l2_normalize((select array_agg(value + 0.02 * random_normal())::vector from unnest(embedding::real[]) as value))::text as vector
     from (select embedding from vectors_full order by random() limit $1) as sampled`,
    [count],
  );
  return rows.map(({ vector }) => vector);
}

async function nearestExactly(client: pg.PoolClient, queries: readonly string[]): Promise<Set<number>[]> {
  const found: Set<number>[] = [];
  for (const query of queries) {
    const { rows } = await client.query(
      'select id from vectors_full order by embedding <=> $1::vector limit 10',
      [query],
    );
    found.push(new Set(rows.map(({ id }) => id)));
  }
  return found;
}

async function measure(
  client: pg.PoolClient,
  { name, column, indexed, compared }: Variant,
  { queries, exact }: { queries: readonly string[]; exact: readonly Set<number>[] },
): Promise<void> {
  const table = `vectors_${column}`;
  const startedAt = performance.now();
  await client.query(`create index nearest on ${table} using hnsw (${indexed})`);
  const buildSeconds = (performance.now() - startedAt) / 1_000;
  await client.query('set hnsw.ef_search = 100; set enable_seqscan = off');
  const taken: number[] = [];
  let right = 0;
  for (const [index, query] of queries.entries()) {
    const askedAt = performance.now();
    const { rows } = await client.query(`select id from ${table} order by ${compared} limit 50`, [query]);
    taken.push(performance.now() - askedAt);
    right += rows.slice(0, 10).filter(({ id }) => exact[index]?.has(id)).length;
  }
  const { rows } = await client.query(
    `select pg_table_size('${table}') / 1048576.0 as heap, pg_relation_size('nearest') / 1048576.0 as index`,
  );
  const sizes = [rows[0]?.heap, rows[0]?.index].map((mib) => Number(mib).toFixed(1).padStart(10));
  const times = [0.5, 0.95].map((share) => printMs(percentile(taken, share)).padStart(10));
  const recall = right / (10 * exact.length);
  console.log(
    `${name.padEnd(22)} ${sizes.join(' ')} ${buildSeconds.toFixed(1).padStart(8)}${times.join('')} ${recall.toFixed(3).padStart(10)}`,
  );
  await client.query('drop index nearest; reset enable_seqscan');
}
