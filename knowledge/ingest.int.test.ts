import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { AppError } from '../platform/errors.js';
import { ingestDocuments } from './ingest.js';
import { buildDocument, createWordEmbedder } from './testing.js';

const KETTLE = buildDocument({
  id: 'kettle',
  title: 'Kettle',
  product: 'kettle',
  questions: ['white flakes'],
  body: '## Lime\n\nUse citric acid.\n\n## Noise\n\nClose the lid.',
});
const ROUTER = buildDocument({ id: 'router', title: 'Router', kind: 'faq', body: 'Restart it.' });

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database('switchboard_ingest');
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.pool.query('truncate knowledge_documents, knowledge_statistics, corpora cascade');
});

const ingest = (
  documents: readonly (typeof KETTLE)[],
  more: Partial<Parameters<typeof ingestDocuments>[0]> = {},
) => ingestDocuments({ database, embedder: createWordEmbedder(), documents, ...more });
const rows = async (query: string) => (await test.pool.query(query)).rows;

describe('ingestDocuments', () => {
  it('writes documents, chunks with their place, words and counts', async () => {
    const report = await ingest([KETTLE, ROUTER]);
    expect(report).toEqual({ written: 2, unchanged: 0, removed: 0, embedded: 3 });
    expect(
      await rows('select id, title, product, kind, updated, source from knowledge_documents order by id'),
    ).toEqual([
      {
        id: 'kettle',
        title: 'Kettle',
        product: 'kettle',
        kind: 'guide',
        updated: '2026-01-01',
        source: 'test/kettle.md',
      },
      {
        id: 'router',
        title: 'Router',
        product: null,
        kind: 'faq',
        updated: '2026-01-01',
        source: 'test/router.md',
      },
    ]);
    expect(
      await rows(`select id, position, heading_path, content, metadata from knowledge_chunks
        where document_id = 'kettle' order by position`),
    ).toEqual([
      {
        id: 'kettle.1',
        position: 1,
        heading_path: ['Lime'],
        content: 'Use citric acid.',
        metadata: { documentId: 'kettle', title: 'Kettle > Lime', product: 'kettle', kind: 'guide' },
      },
      expect.objectContaining({ id: 'kettle.2', heading_path: ['Noise'], content: 'Close the lid.' }),
    ]);
    expect(await rows('select chunks from knowledge_statistics')).toEqual([{ chunks: 3 }]);
  });

  it("indexes the stems of title, headings and content, and the customers' wordings with the first chunk only", async () => {
    await ingest([KETTLE]);
    expect(
      await rows("select chunk_id, frequency from knowledge_postings where term = 'kettl' order by 1"),
    ).toEqual([
      { chunk_id: 'kettle.1', frequency: 2 },
      { chunk_id: 'kettle.2', frequency: 2 },
    ]);
    expect(await rows("select chunk_id from knowledge_postings where term = 'flake'")).toEqual([
      { chunk_id: 'kettle.1' },
    ]);
  });

  it('gives a rarer word in a shorter passage the larger impact, and never more than k1 + 1', async () => {
    const long = buildDocument({ id: 'long', body: `acid ${'filler words stand here '.repeat(20)}` });
    const short = buildDocument({ id: 'short', body: 'acid here' });
    const often = buildDocument({ id: 'often', body: 'acid acid acid acid' });
    await ingest([long, short, often]);
    const impacts = await rows(
      "select chunk_id, impact from knowledge_postings where term = 'acid' order by impact desc",
    );
    expect(impacts.map((row) => row.chunk_id)).toEqual(['often.1', 'short.1', 'long.1']);
    expect(impacts[0].impact).toBeLessThan(1.9);
  });

  it('writes all impacts again once the average length has moved', async () => {
    const impact = async () =>
      (await rows("select impact from knowledge_postings where term = 'router'"))[0].impact as number;
    await ingest([ROUTER]);
    const before = await impact();
    const long = buildDocument({
      id: 'long',
      body: Array.from({ length: 100 }, (_, n) => `word${n}`).join(' '),
    });
    await ingest([ROUTER, long]);
    expect(await impact()).toBeGreaterThan(before);
  });

  it('stores the same whichever way the corpus came about', async () => {
    const documents = Array.from({ length: 12 }, (_, n) =>
      buildDocument({
        id: `d${n}`,
        body: Array.from({ length: 20 + n }, (_, m) => `word${n}x${m}`).join(' '),
      }),
    );
    const state = async () => [
      await rows('select term, chunk_id, impact from knowledge_postings order by 1, 2'),
      await rows('select chunks, average_length from knowledge_statistics'),
      await rows('select term, documents from knowledge_terms where documents > 0 order by 1'),
    ];
    await ingest(documents);
    const atOnce = await state();
    await test.pool.query('truncate knowledge_documents, knowledge_statistics, corpora cascade');
    for (const document of [...documents].reverse()) await ingest([document]);
    expect(await state()).toEqual(atOnce);
  });

  it('does nothing the second time', async () => {
    await ingest([KETTLE, ROUTER]);
    const embedder = createWordEmbedder();
    const report = await ingest([KETTLE, ROUTER], { embedder });
    expect(report).toEqual({ written: 0, unchanged: 2, removed: 0, embedded: 0 });
    expect(embedder.asked).toEqual([]);
  });

  it('embeds only the passages that changed', async () => {
    await ingest([KETTLE]);
    const embedder = createWordEmbedder();
    const changed = { ...KETTLE, body: KETTLE.body.replace('Close the lid.', 'Shut the lid.') };
    const report = await ingest([changed], { embedder });
    expect(report).toEqual({ written: 1, unchanged: 0, removed: 0, embedded: 1 });
    expect(embedder.asked).toEqual(['Kettle > Noise\nShut the lid.']);
    expect(await rows("select content from knowledge_chunks where id = 'kettle.2'")).toEqual([
      { content: 'Shut the lid.' },
    ]);
    expect(await rows("select 1 from knowledge_postings where term = 'close'")).toEqual([]);
  });

  it('takes a changed kind or wording as a change, and embeds nothing for it', async () => {
    await ingest([KETTLE]);
    expect(await ingest([{ ...KETTLE, kind: 'faq' }])).toMatchObject({ written: 1, embedded: 0 });
    expect(await ingest([{ ...KETTLE, kind: 'faq', questions: ['grey flakes'] }])).toMatchObject({
      written: 1,
      embedded: 0,
    });
    expect(await rows("select kind from knowledge_chunks where id = 'kettle.1'")).toEqual([{ kind: 'faq' }]);
  });

  it('leaves no passage behind when a document gets shorter', async () => {
    await ingest([KETTLE]);
    await ingest([{ ...KETTLE, body: '## Lime\n\nUse citric acid.' }]);
    expect(await rows('select id from knowledge_chunks')).toEqual([{ id: 'kettle.1' }]);
  });

  it('removes what is gone from a source, and nothing from elsewhere', async () => {
    const other = { ...ROUTER, source: 'elsewhere/router.md' };
    await ingest([KETTLE, other]);
    expect(await ingest([], { removeUnder: 'test/' })).toMatchObject({ removed: 1 });
    expect(await rows('select id from knowledge_documents')).toEqual([{ id: 'router' }]);
    expect(await ingest([])).toMatchObject({ removed: 0 });
    expect(await rows('select chunks from knowledge_statistics')).toEqual([{ chunks: 1 }]);
  });

  it('refuses another embedder, names both and the way out, and changes nothing', async () => {
    await ingest([KETTLE]);
    const fault = ingest([ROUTER], { embedder: createWordEmbedder('titan') });
    await expect(fault).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/"words".*"titan".*npm run ingest -- --rebuild/),
    });
    expect(await rows('select id from knowledge_documents')).toEqual([{ id: 'kettle' }]);
  });

  it('lets another embedder take the corpus over when asked to rebuild it', async () => {
    await ingest([KETTLE, ROUTER]);
    const report = await ingest([KETTLE], { embedder: createWordEmbedder('titan'), rebuild: true });
    expect(report).toEqual({ written: 1, unchanged: 0, removed: 0, embedded: 2 });
    expect(await rows('select embedder, dimensions from corpora')).toEqual([
      { embedder: 'titan', dimensions: 512 },
    ]);
    expect(await rows('select id from knowledge_documents')).toEqual([{ id: 'kettle' }]);
  });

  it('keeps the old version of a document when the embedder fails in the middle', async () => {
    await ingest([KETTLE]);
    const failing = createWordEmbedder('words', new Error('no model'));
    const changed = { ...KETTLE, body: 'All new.' };
    await expect(ingest([changed], { embedder: failing })).rejects.toThrow('no model');
    expect(await rows('select content from knowledge_chunks order by id')).toEqual([
      { content: 'Use citric acid.' },
      { content: 'Close the lid.' },
    ]);
  });

  it('embeds nothing for a document that got another name', async () => {
    await ingest([KETTLE], { removeUnder: 'test/' });
    const embedder = createWordEmbedder();
    const renamed = { ...KETTLE, id: 'kettles', source: 'test/kettles.md' };
    expect(await ingest([renamed], { embedder, removeUnder: 'test/' })).toEqual({
      ...{ written: 1, unchanged: 0, removed: 1, embedded: 0 },
    });
    expect(embedder.asked).toEqual([]);
    expect((await rows('select id from knowledge_chunks order by id')).map(({ id }) => id)).toEqual([
      'kettles.1',
      'kettles.2',
    ]);
  });

  it('only tells in a dry run, also of a rebuild and of a first ingestion', async () => {
    const embedder = createWordEmbedder();
    const dry = { embedder, dryRun: true, removeUnder: 'test/' };
    expect(await ingest([KETTLE], dry)).toEqual({ written: 1, unchanged: 0, removed: 0, embedded: 2 });
    expect(await rows('select from corpora')).toEqual([]);
    await ingest([KETTLE]);
    const before = await rows('select * from knowledge_chunks order by id');
    expect(await ingest([ROUTER], dry)).toEqual({ written: 1, unchanged: 0, removed: 1, embedded: 1 });
    expect(await ingest([KETTLE], { ...dry, rebuild: true })).toMatchObject({ written: 1, removed: 0 });
    expect(await rows('select * from knowledge_chunks order by id')).toEqual(before);
    expect(embedder.asked).toEqual([]);
    await expect(ingest([KETTLE], { ...dry, embedder: createWordEmbedder('other') })).rejects.toThrow(
      /--rebuild/,
    );
  });

  it('waits for an embedder that is overloaded for a moment', async () => {
    const embedder = createWordEmbedder();
    let failures = 2;
    const overloaded = {
      ...embedder,
      embed: (texts: readonly string[], signal?: AbortSignal) =>
        failures-- > 0
          ? Promise.reject(new AppError('unavailable', 'too busy'))
          : embedder.embed(texts, signal),
    };
    expect(await ingest([ROUTER], { embedder: overloaded })).toMatchObject({ written: 1, embedded: 1 });
  });

  it('tells how far it is, from nothing to everything', async () => {
    const seen: string[] = [];
    const documents = Array.from({ length: 20 }, (_, n) =>
      buildDocument({ id: `d${n}`, body: `Text ${n}.` }),
    );
    await ingest(documents, {
      onProgress: ({ documents, chunks }) =>
        void seen.push(`${documents.done}/${documents.total} ${chunks.done}/${chunks.total}`),
    });
    expect(seen).toEqual(['0/20 0/20', '16/20 16/20', '20/20 20/20']);
  });

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(ingest([KETTLE], { signal })).rejects.toThrow('enough');
    expect(await rows('select id from knowledge_documents')).toEqual([]);
  });

  it('ends with one copy when two run at once', async () => {
    await Promise.all([ingest([KETTLE, ROUTER]), ingest([KETTLE, ROUTER])]);
    expect(await rows('select id from knowledge_chunks order by id')).toHaveLength(3);
    expect(await rows('select chunks from knowledge_statistics')).toEqual([{ chunks: 3 }]);
  });
});
