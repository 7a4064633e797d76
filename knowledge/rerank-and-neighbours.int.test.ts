import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import type { Reranker } from '../models/reranker.js';
import { createHybridRetriever } from './hybrid-retriever.js';
import { ingestDocuments } from './ingest.js';
import { buildDocument, createWordEmbedder } from './testing.js';

const steps = (from: number, to: number, about: string) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${from + index}. ${about} ${'carefully and without haste '.repeat(8)}until it is done.`,
  ).join('\n');
const DOCUMENTS = [
  buildDocument({
    id: 'boiler',
    title: 'Boiler',
    body: `## Pressure\n\nOnly a word on pressure.\n\n## Bleeding\n\n${steps(1, 4, 'Open the valve')}\n${steps(5, 8, 'Collect the water')}\n${steps(9, 12, 'Screw the cap')}`,
  }),
  buildDocument({ id: 'tap', title: 'Tap', body: 'A tap has a valve, and water runs out of it.' }),
  buildDocument({ id: 'pump', title: 'Pump', body: 'A pump moves water through a valve.' }),
];

let test: TestDatabase;
const embedder = createWordEmbedder();
beforeAll(async () => {
  test = await openTestDatabase();
  await ingestDocuments({ database: test.database('switchboard_ingest'), embedder, documents: DOCUMENTS });
});
afterAll(() => test.close());

const search = (reranker?: Reranker, onFault = (_: unknown) => {}) =>
  createHybridRetriever({
    database: test.database('switchboard_troubleshooting'),
    embedder,
    reranker,
    onFault,
  });

describe('the neighbours of a passage', () => {
  it('come with it from the same heading, and from no other', async () => {
    const { chunks } = await search().search({ query: 'collect the water of the boiler', limit: 1 });
    const [middle] = chunks;
    expect(middle?.text).toContain('Collect the water');
    const document = await search().document('boiler');
    const ids = document?.chunks.filter(({ title }) => title.endsWith('Bleeding')).map(({ id }) => id) ?? [];
    const at = ids.indexOf(middle?.id ?? '');
    expect(at).toBeGreaterThan(0);
    expect(middle?.before?.id).toBe(ids[at - 1]);
    expect(middle?.after?.id).toBe(ids[at + 1]);
    expect(middle?.after?.text).toBe(document?.chunks.find(({ id }) => id === ids[at + 1])?.text);
    const [alone] = (await search().search({ query: 'a word on pressure', limit: 1 })).chunks;
    expect(alone).toMatchObject({ title: 'Boiler > Pressure' });
    expect(alone).not.toHaveProperty('before');
    expect(alone).not.toHaveProperty('after');
  });

  it('are told once, and leave the order as it was', async () => {
    const { chunks } = await search().search({ query: 'boiler valve water cap', limit: 5 });
    const found = chunks.map(({ id }) => id);
    const beside = chunks
      .flatMap(({ before, after }) => [before?.id, after?.id])
      .filter((id) => id !== undefined);
    expect(new Set([...found, ...beside]).size).toBe(found.length + beside.length);
    const scores = chunks.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
  });
});

describe('a rerank model', () => {
  const preferring = (word: string): Reranker => ({
    id: 'test',
    rerank: async (_query, passages) => passages.map((passage) => (passage.startsWith(word) ? 1 : 0)),
  });

  it('puts passages in order that were found further down, and leaves evidence and scores as they were', async () => {
    const query = { query: 'collect the water behind the valve', limit: 3 };
    const plain = await search().search(query);
    expect(plain.chunks[0]?.documentId).not.toBe('pump');
    const reranking = search(preferring('Pump'));
    const found = await reranking.search(query);
    expect(found.chunks[0]?.documentId).toBe('pump');
    expect(found.chunks.map(({ score }) => score)).toEqual(plain.chunks.map(({ score }) => score));
    expect([found.evidence, found.support]).toEqual([plain.evidence, plain.support]);
    expect(reranking.rerankUse?.()).toEqual({ reranked: 1, failed: 0 });
    expect(await reranking.search(query)).toEqual(found);
    expect(reranking.rerankUse?.()).toEqual({ reranked: 1, failed: 0 });
  });

  it('that fails leaves the order as it was found, is counted, and is asked again the next time', async () => {
    let asked = 0;
    const faults: unknown[] = [];
    const broken: Reranker = {
      id: 'test',
      async rerank() {
        asked += 1;
        throw new Error('out');
      },
    };
    const reranking = search(broken, (fault) => faults.push(fault));
    const query = { query: 'collect the water behind the valve', limit: 3 };
    const plain = await search().search(query);
    for (const _ of [1, 2]) expect(await reranking.search(query)).toEqual(plain);
    expect([asked, faults.length]).toEqual([2, 2]);
    expect(reranking.rerankUse?.()).toEqual({ reranked: 0, failed: 2 });
  });

  it('does not outlast the search: the reason of the caller is thrown', async () => {
    const left = new AbortController();
    const slow: Reranker = {
      id: 'test',
      rerank: async () => {
        left.abort(new Error('customer left'));
        throw new Error('aborted');
      },
    };
    const query = { query: 'water and valve', signal: left.signal };
    await expect(search(slow).search(query)).rejects.toThrow('customer left');
  });
});
