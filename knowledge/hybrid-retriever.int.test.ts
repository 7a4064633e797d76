import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { createHybridRetriever, type HybridRetrieverOptions } from './hybrid-retriever.js';
import { ingestDocuments } from './ingest.js';
import { buildDocument, createWordEmbedder } from './testing.js';

const fillers = Array.from({ length: 30 }, (_, n) =>
  buildDocument({
    id: `filler-${n}`,
    title: `Topic ${n}`,
    body: `Sentence number${n} about subject${n} and matter${n}.`,
  }),
);
const DOCUMENTS = [
  buildDocument({
    id: 'vacuum-lights',
    title: 'Robot vacuum lights',
    product: 'robot-vacuum',
    alsoFor: ['mop-robot'],
    body: '## Red\n\nThe brush is blocked. Cut the hair off.\n\n## Blue\n\nIt waits for the network.',
  }),
  buildDocument({
    id: 'toaster-red',
    title: 'Toaster',
    product: 'toaster',
    body: 'A red light means that it is hot.',
  }),
  buildDocument({
    id: 'returns',
    title: 'Returns',
    kind: 'policy',
    body: 'An item can be returned within 30 days.',
  }),
  buildDocument({
    id: 'orbit-only',
    title: 'Orbit',
    product: 'orbit-r1',
    body: 'Orbit plays a melody when the bin is full.',
  }),
  ...fillers,
];

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database('switchboard_troubleshooting');
  await test.pool.query(
    `insert into products (id, name, category, brand, description, attributes, consumable, final_sale, warranty_months,
       compatible_with, currency)
     values ('orbit-r1', 'Orbit R1', 'robot-vacuum', 'Orbit', '', '{}', false, false, 24, '{}', 'USD')`,
  );
  await ingestDocuments({
    database: test.database('switchboard_ingest'),
    embedder: createWordEmbedder(),
    documents: DOCUMENTS,
  });
});
afterAll(() => test.close());
beforeEach(() => test.pool.query('truncate knowledge_gaps'));

const retriever = (more: Partial<HybridRetrieverOptions> = {}) =>
  createHybridRetriever({ database, embedder: createWordEmbedder(), ...more });
const idsOf = async (query: string, more = {}) =>
  (await retriever().search({ query, ...more })).chunks.map((chunk) => chunk.id);

describe('search', () => {
  it('finds the passage with the words asked for, best first, with title and heading path', async () => {
    const { chunks, evidence } = await retriever().search({
      query: 'my robot vacuum shows red, hair on the brush',
    });
    expect(evidence).toBe('strong');
    expect(chunks[0]).toEqual({
      id: 'vacuum-lights.1',
      documentId: 'vacuum-lights',
      title: 'Robot vacuum lights > Red',
      text: 'The brush is blocked. Cut the hair off.',
      kind: 'guide',
      product: 'robot-vacuum',
      score: expect.any(Number),
    });
    const scores = chunks.map((chunk) => chunk.score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
  });

  it('finds inflected words and the words of the thesaurus', async () => {
    expect((await idsOf('returning items'))[0]).toBe('returns.1');
    expect((await idsOf('send it back'))[0]).toBe('returns.1');
  });

  it('gives five passages at most, or as many as asked for', async () => {
    expect(await idsOf('red light sentence')).toHaveLength(5);
    expect(await idsOf('red light sentence', { limit: 2 })).toHaveLength(2);
  });

  it('keeps to a kind', async () => {
    expect(await idsOf('red light', { kind: 'policy' })).toEqual(['returns.1']);
  });

  it("keeps to a category: its own passages, its products' and the general ones", async () => {
    const ids = await idsOf('red light', { product: 'robot-vacuum', limit: 50 });
    expect(ids).toContain('vacuum-lights.1');
    expect(ids).toContain('orbit-only.1');
    expect(ids).toContain('returns.1');
    expect(ids).not.toContain('toaster-red.1');
  });

  it("keeps to a product: its own passages, its category's and the general ones", async () => {
    const ids = await idsOf('red light', { product: 'orbit-r1', limit: 50 });
    expect(ids.slice(0, 1)).toEqual(['vacuum-lights.1']);
    expect(ids).not.toContain('toaster-red.1');
  });

  it('finds what holds for several categories under each of them', async () => {
    const ids = await idsOf('red light', { product: 'mop-robot', limit: 50 });
    expect(ids[0]).toBe('vacuum-lights.1');
    expect(ids).not.toContain('toaster-red.1');
  });

  it('takes a product that is named by the filter for a part of the question', async () => {
    const query = 'it waits';
    expect((await retriever().search({ query })).evidence).not.toBe('strong');
    const { chunks, evidence } = await retriever().search({ query, product: 'robot-vacuum' });
    expect(chunks[0]?.id).toBe('vacuum-lights.2');
    expect(evidence).toBe('strong');
  });

  it('answers the same for the same question', async () => {
    expect(await idsOf('red light sentence')).toEqual(await idsOf('red light sentence'));
  });

  it.each(["'; drop table knowledge_chunks; --", '& | ! ( )', ':*', '😀 \u0000', '%_\\', 'a'.repeat(5_000)])(
    'takes %j as words and nothing else',
    async (query) => {
      await expect(retriever().search({ query })).resolves.toHaveProperty('evidence');
    },
  );

  it('goes by words alone when the embedder fails, and says so once', async () => {
    const faults: unknown[] = [];
    const embedder = createWordEmbedder('words', new Error('model is down'));
    const found = await retriever({
      embedder,
      onFault: (fault, doing) => faults.push([String(fault), doing]),
    }).search({
      query: 'hair blocked the brush of my robot vacuum',
    });
    expect(found.chunks[0]?.id).toBe('vacuum-lights.1');
    expect(found.evidence).toBe('strong');
    expect(faults).toEqual([['Error: model is down', 'embed-query']]);
  });

  it('stops when the caller aborts, and is no embedder fault then', async () => {
    const faults: unknown[] = [];
    const search = retriever({ onFault: (fault) => faults.push(fault) }).search({
      query: 'red',
      signal: AbortSignal.abort(new Error('gone')),
    });
    await expect(search).rejects.toThrow('gone');
    expect(faults).toEqual([]);
  });

  it('refuses a corpus that another embedder wrote', async () => {
    const search = retriever({ embedder: createWordEmbedder('titan') }).search({ query: 'red' });
    await expect(search).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('--rebuild'),
    });
  });

  it('finds nothing before the first ingestion', async () => {
    const empty = await openTestDatabase();
    try {
      const search = createHybridRetriever({
        database: empty.database('switchboard_troubleshooting'),
        embedder: createWordEmbedder(),
      }).search({ query: 'red light' });
      await expect(search).resolves.toEqual({ chunks: [], evidence: 'none', support: 0 });
    } finally {
      await empty.close();
    }
  });
});

describe('gaps', () => {
  const gaps = async () =>
    (await test.pool.query('select query, product, evidence from knowledge_gaps')).rows;

  it('are written for a question that the documents do not answer', async () => {
    const { evidence } = await retriever().search({
      query: 'my zeppelin loses helium',
      product: 'robot-vacuum',
    });
    expect(evidence).toBe('none');
    expect(await gaps()).toEqual([
      { query: 'my zeppelin loses helium', product: 'robot-vacuum', evidence: 'none' },
    ]);
  });

  it('are not written for one that they do answer', async () => {
    await retriever().search({ query: 'my robot vacuum shows red, hair on the brush' });
    expect(await gaps()).toEqual([]);
  });

  it('hold no e-mail address and no long number', async () => {
    await retriever().search({
      query: 'write to ava@example.com or +49 170 1234567 about zeppelin 100-2345-678',
    });
    expect((await gaps())[0]?.query).toBe('write to [email] or [number] about zeppelin [number]');
  });

  it('that cannot be written do not keep the customer from an answer', async () => {
    const faults: string[] = [];
    const readOnly: Database = {
      ...database,
      transaction: (scope, run) =>
        database.transaction(scope, async (transaction) => {
          await sql`set transaction read only`.execute(transaction);
          return run(transaction);
        }),
    };
    const found = await retriever({ database: readOnly, onFault: (_, doing) => faults.push(doing) }).search({
      query: 'my zeppelin loses helium',
    });
    expect(found.evidence).toBe('none');
    expect(faults).toEqual(['record-gap']);
  });
});

describe('passages that repeat others', () => {
  it('are left out for reading, and kept for ranking documents', async () => {
    const own = await openTestDatabase();
    try {
      const body = 'Hold the small round key on the back for ten seconds until the blue lamp blinks twice.';
      const documents = ['copy-a', 'copy-b'].map((id) => buildDocument({ id, title: 'Reset', body }));
      const embedder = createWordEmbedder();
      await ingestDocuments({ database: own.database('switchboard_ingest'), embedder, documents });
      const search = createHybridRetriever({
        database: own.database('switchboard_troubleshooting'),
        embedder,
      }).search;
      const query = 'hold the round key ten seconds';
      expect((await search({ query })).chunks.map((chunk) => chunk.documentId)).toEqual(['copy-a']);
      const all = await search({ query, withRepeats: true });
      expect(all.chunks.map((chunk) => chunk.documentId)).toEqual(['copy-a', 'copy-b']);
    } finally {
      await own.close();
    }
  });
});

describe('what was found before', () => {
  it('is given again without embedding or searching, until a document changes', async () => {
    const embedder = createWordEmbedder();
    const own = await openTestDatabase();
    try {
      const writer = own.database('switchboard_ingest');
      const write = (body: string) =>
        ingestDocuments({
          database: writer,
          embedder,
          documents: [buildDocument({ id: 'lamp', title: 'Lamp', body })],
        });
      await write('The lamp flickers when its bulb is loose.');
      const remembering = createHybridRetriever({
        database: own.database('switchboard_troubleshooting'),
        embedder,
      });
      const search = () => remembering.search({ query: 'the lamp flickers' });
      const first = await search();
      const asked = embedder.asked.length;
      expect(await search()).toEqual(first);
      expect(embedder.asked.length).toBe(asked);
      expect(remembering.cacheUse?.()).toEqual({ hits: 1, misses: 1 });
      await write('The lamp flickers when its cable is worn.');
      expect((await search()).chunks[0]?.text).toContain('cable');
      expect(remembering.cacheUse?.()).toEqual({ hits: 1, misses: 2 });
    } finally {
      await own.close();
    }
  });

  it('does not outlive a change of the category that a filter goes by', async () => {
    const remembering = retriever();
    const search = () => remembering.search({ query: 'red light brush', product: 'orbit-r1', limit: 1 });
    expect((await search()).chunks[0]?.documentId).toBe('vacuum-lights');
    await test.pool.query(`update products set category = 'toaster' where id = 'orbit-r1'`);
    try {
      expect((await search()).chunks[0]?.documentId).toBe('toaster-red');
    } finally {
      await test.pool.query(`update products set category = 'robot-vacuum' where id = 'orbit-r1'`);
    }
  });
});

describe('document', () => {
  it('gives all passages in reading order', async () => {
    const document = await retriever().document('vacuum-lights');
    expect(document).toMatchObject({ id: 'vacuum-lights', title: 'Robot vacuum lights', kind: 'guide' });
    expect(document?.chunks.map((chunk) => [chunk.id, chunk.title])).toEqual([
      ['vacuum-lights.1', 'Robot vacuum lights > Red'],
      ['vacuum-lights.2', 'Robot vacuum lights > Blue'],
    ]);
  });

  it('is undefined when there is none', async () => {
    expect(await retriever().document('nothing')).toBeUndefined();
  });
});
