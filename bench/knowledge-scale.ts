import type pg from 'pg';
import { openTestDatabase } from '../database/testing.js';
import { BUNDLED_DOCUMENTS } from '../knowledge/bundled-documents.js';
import { createHybridRetriever } from '../knowledge/hybrid-retriever.js';
import { readDocuments } from '../knowledge/read-documents.js';
import { refreshStatistics } from '../knowledge/word-index.js';
import type { Embedder } from '../models/embedder.js';
import { percentile, printMs } from './statistics.js';

const SIZES = [10_000, 30_000, 100_000];
const QUERIES = 300;
const WARM_UP = 30;
const RECALL_QUERIES = 100;
const WORDS_A_PASSAGE = 60;
const CLUSTERS = 400;
const EMBEDDER = 'synthetic-512';

/**
 * Hybrid search over growing corpora on PostgreSQL, one client: vectors in clusters, words drawn as often as the bundled
 * documents use them. Recall is that of the vector index against the exact order. Needs TEST_DATABASE_URL.
 */
export async function runKnowledgeScaleBench(): Promise<void> {
  if (process.env.TEST_DATABASE_URL === undefined)
    throw new Error('set TEST_DATABASE_URL to a PostgreSQL server');
  const words = (await readDocuments([BUNDLED_DOCUMENTS])).flatMap(
    ({ body }) => body.match(/[a-z]+/gi) ?? [],
  );
  const random = seededRandom(7);
  const draw = (count: number) =>
    Array.from({ length: count }, () => words[Math.floor(random() * words.length)] ?? '').join(' ');
  const database = await openTestDatabase();
  const { pool } = database;
  try {
    await prepare(pool);
    console.log('passages   p50 ms   p95 ms   recall@10   vector index s   database MiB');
    for (const [index, size] of SIZES.entries()) {
      await grow(pool, { from: SIZES[index - 1] ?? 0, to: size, draw });
      const indexSeconds = await buildVectorIndex(pool);
      await database
        .database('switchboard_ingest')
        .transaction({}, (transaction) => refreshStatistics(transaction));
      await pool.query('vacuum analyze knowledge_chunks, knowledge_postings, knowledge_documents');
      const vectors = await sampleVectors(pool, QUERIES + WARM_UP);
      const taken: number[] = [];
      const retriever = createHybridRetriever({
        database: database.database('switchboard_troubleshooting'),
        embedder: embedderOf(() => vectors.pop() ?? []),
      });
      for (let query = 0; query < QUERIES + WARM_UP; query += 1) {
        const startedAt = performance.now();
        await retriever.search({ query: draw(7), limit: 5 });
        if (query >= WARM_UP) taken.push(performance.now() - startedAt);
      }
      const recall = await measureRecall(pool, await sampleVectors(pool, RECALL_QUERIES));
      const { rows } = await pool.query('select pg_database_size(current_database()) / 1048576 as mib');
      const cells = [percentile(taken, 0.5), percentile(taken, 0.95)].map((value) =>
        printMs(value).padStart(9),
      );
      console.log(
        `${String(size).padStart(8)} ${cells.join('')}   ${recall.toFixed(3).padStart(9)} ${indexSeconds.toFixed(1).padStart(16)} ${String(rows[0]?.mib).padStart(14)}`,
      );
    }
  } finally {
    await database.close();
  }
}

async function prepare(pool: pg.Pool): Promise<void> {
  await pool.query(`
    insert into corpora (purpose, embedder, dimensions, version) values ('knowledge', '${EMBEDDER}', 512, 1);
    create table clusters as select number, array_agg(random_normal()) as centre
      from generate_series(0, ${CLUSTERS - 1}) as number, generate_series(1, 512) group by number;`);
}

/** Adds passages; each vector lies around the centre of its cluster. */
async function grow(
  pool: pg.Pool,
  { from, to, draw }: { from: number; to: number; draw: (count: number) => string },
) {
  const { rows } = await pool.query(
    "select indexname as name from pg_indexes where tablename = 'knowledge_chunks' and indexdef like '%hnsw%'",
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = '600s'");
    for (let start = from; start < to; start += 5_000) {
      const numbers = Array.from({ length: Math.min(5_000, to - start) }, (_, index) => start + index);
      const texts = numbers.map(() => draw(WORDS_A_PASSAGE));
      await client.query(
        `insert into knowledge_documents (id, title, kind, updated, content_hash, source)
         select 'd' || number, 'Title ' || number, 'guide', '2026-01-01', 'h', 's' from unnest($1::int[]) as number
         where number % 10 = 0`,
        [numbers],
      );
      await client.query(
        `insert into knowledge_chunks (id, document_id, position, heading_path, content, metadata, content_hash, embedding, also_for, kind)
         select 'd' || n / 10 * 10 || '.' || n % 10 + 1, 'd' || n / 10 * 10, n % 10 + 1, '{}', text, '{}', 'h' || n,
           l2_normalize((select array_agg(value + 0.6 * random_normal())::vector from unnest(centre) as value)), '{}', 'guide'
         from unnest($1::int[], $2::text[]) as passage(n, text) join clusters on number = n * 7919 % ${CLUSTERS}`,
        [numbers, texts],
      );
      await client.query(
        `insert into knowledge_postings (term, chunk_id, frequency, impact)
         select lexeme, 'd' || n / 10 * 10 || '.' || n % 10 + 1, cardinality(positions),
           cardinality(positions) * 1.9 / (cardinality(positions) + 0.9)
         from unnest($1::int[], $2::text[]) as passage(n, text), unnest(to_tsvector('english', text)) as word`,
        [numbers, texts],
      );
    }
  } finally {
    client.release();
  }
}

async function buildVectorIndex(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    const startedAt = performance.now();
    await client.query(
      "set statement_timeout = '900s'; set maintenance_work_mem = '1GB'; create index on knowledge_chunks using hnsw (embedding vector_cosine_ops)",
    );
    return (performance.now() - startedAt) / 1_000;
  } finally {
    client.release(true);
  }
}

/** Vectors near stored ones, as a question lies near its answer. */
async function sampleVectors(pool: pg.Pool, count: number): Promise<number[][]> {
  const { rows } = await pool.query(
    `select l2_normalize((select array_agg(value + 0.02 * random_normal())::vector from unnest(embedding::real[]) as value))::text as vector
     from (select embedding from knowledge_chunks order by random() limit $1) as sampled`,
    [count],
  );
  return rows.map(({ vector }) => JSON.parse(vector));
}

async function measureRecall(pool: pg.Pool, vectors: readonly number[][]): Promise<number> {
  const client = await pool.connect();
  const nearest = 'select id from knowledge_chunks order by embedding <=> $1::vector limit 10';
  let found = 0;
  try {
    for (const vector of vectors) {
      const text = JSON.stringify(vector);
      await client.query('set enable_indexscan = off');
      const exact = new Set((await client.query(nearest, [text])).rows.map(({ id }) => id));
      await client.query('reset enable_indexscan; set hnsw.ef_search = 100');
      const approximate = (await client.query(nearest, [text])).rows;
      found += approximate.filter(({ id }) => exact.has(id)).length;
    }
  } finally {
    client.release(true);
  }
  return found / (10 * vectors.length);
}

function embedderOf(next: () => number[]): Embedder {
  return { id: EMBEDDER, dimensions: 512, embed: async (texts) => texts.map(next), close: async () => {} };
}

/** mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
