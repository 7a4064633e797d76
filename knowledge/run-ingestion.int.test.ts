import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import type { Embedder } from '../models/embedder.js';
import { LOCAL_EMBEDDER_ID } from '../models/local/embedder.js';
import { createHybridRetriever } from './hybrid-retriever.js';
import { runIngestion } from './run-ingestion.js';
import { createWordEmbedder, type WordEmbedder } from './testing.js';

const markdown = (id: string, text: string) =>
  `---\nid: ${id}\ntitle: About ${id}\nkind: faq\nupdated: 2026-01-01\n---\n${text}\n`;

let test: TestDatabase;
let folder: string;
let embedder: WordEmbedder;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.pool.query('truncate knowledge_documents, knowledge_statistics, corpora cascade');
  folder = await mkdtemp(join(tmpdir(), 'ingestion-'));
  embedder = createWordEmbedder(LOCAL_EMBEDDER_ID);
});
afterEach(() => rm(folder, { recursive: true }));

const run = (paths: readonly string[], more: { rebuild?: boolean; embedder?: Embedder } = {}) =>
  runIngestion(
    { database: test.database('switchboard_ingest'), embedder: more.embedder ?? embedder },
    { paths, rebuild: more.rebuild ?? false },
  );
const stored = async () =>
  (await test.pool.query('select id from knowledge_documents order by id')).rows.map(
    (row) => row.id as string,
  );

describe('runIngestion', () => {
  it('takes the documents of the product when nothing is named, without embedding one of them', async () => {
    const report = await run([]);
    expect(report).toMatchObject({ unchanged: 0, removed: 0 });
    expect(report.written).toBeGreaterThanOrEqual(45);
    expect(embedder.asked).toEqual([]);
    expect(await run([])).toEqual({ written: 0, unchanged: report.written, removed: 0, embedded: 0 });
  }, 60_000);

  it('follows a folder: what is new comes, what is gone goes, and what is from elsewhere stays', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
    await writeFile(join(elsewhere, 'own.md'), markdown('own', 'Stays.'));
    await writeFile(join(folder, 'one.md'), markdown('one', 'First.'));
    await writeFile(join(folder, 'two.md'), markdown('two', 'Second.'));
    expect(await run([elsewhere, folder])).toMatchObject({ written: 3, removed: 0 });
    await rm(join(folder, 'one.md'));
    expect(await run([`${folder}/`])).toEqual({ written: 0, unchanged: 1, removed: 1, embedded: 0 });
    expect(await stored()).toEqual(['own', 'two']);
    await rm(elsewhere, { recursive: true });
  });

  it('adds a single file and removes nothing for it', async () => {
    await writeFile(join(folder, 'one.md'), markdown('one', 'First.'));
    await writeFile(join(folder, 'two.md'), markdown('two', 'Second.'));
    await run([folder]);
    expect(await run([join(folder, 'two.md')])).toMatchObject({ unchanged: 1, removed: 0 });
    expect(await stored()).toEqual(['one', 'two']);
  });

  it('writes everything anew for another embedder when told to, the documents of the product as well', async () => {
    await writeFile(join(folder, 'one.md'), markdown('one', 'First.'));
    await run([folder]);
    const other = createWordEmbedder('other');
    await expect(run([folder], { embedder: other })).rejects.toMatchObject({ code: 'conflict' });
    const report = await run([folder], { embedder: other, rebuild: true });
    expect(report.embedded).toBe(other.asked.length);
    expect((await stored()).length).toBe(report.written);
    expect(await stored()).toContain('one');
    const retriever = createHybridRetriever({
      database: test.database('switchboard_troubleshooting'),
      embedder: other,
    });
    await expect(retriever.search({ query: 'kettle' })).resolves.toHaveProperty('evidence');
  }, 60_000);

  it('fails for a folder that is not there, and changes nothing', async () => {
    await expect(run([join(folder, 'absent')])).rejects.toThrow('ENOENT');
    expect(await stored()).toEqual([]);
  });
});
