import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../database/create-database.js';
import type { Database } from '../database/database.js';
import { createPool } from '../database/pool.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { loadConfig } from '../platform/config.js';
import { keepToCorpus } from './keep-to-corpus.js';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database('switchboard_ingest');
});
afterAll(() => test.close());

const modelWith = (settings: Record<string, string>) =>
  loadConfig({ MODEL_PROVIDER: 'bedrock', AWS_REGION: 'eu-central-1', ...settings }).model;

async function writtenBy(embedder: string | undefined): Promise<void> {
  await database.transaction({}, async (transaction) => {
    await sql`delete from corpora`.execute(transaction);
    if (embedder === undefined) return;
    await sql`insert into corpora (purpose, embedder, dimensions, version)
      values ('knowledge', ${embedder}, 512, 1)`.execute(transaction);
  });
}

it.each([
  ['auto', 'use-lite-512', 'local'],
  ['auto', 'titan-v2-512', 'titan'],
  ['auto', undefined, 'titan'],
  ['titan', 'use-lite-512', 'titan'],
  ['local', 'titan-v2-512', 'local'],
])('with EMBEDDER=%s and a corpus by %s the embedder is %s', async (EMBEDDER, writer, embedder) => {
  await writtenBy(writer);
  expect((await keepToCorpus(modelWith({ EMBEDDER }), database)).embedder).toBe(embedder);
});

it('changes nothing while the database cannot be asked', async () => {
  const pool = createPool({ address: { url: 'postgresql://me:pw@127.0.0.1:1/shop' } });
  const gone = createDatabase({ pool, role: 'switchboard_ingest' });
  const model = modelWith({ EMBEDDER: 'auto' });
  expect(await keepToCorpus(model, gone)).toBe(model);
  await pool.end();
});
