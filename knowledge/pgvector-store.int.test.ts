import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { CHUNK_TABLE } from './chunk-table.js';
import { ingestDocuments } from './ingest.js';
import { buildDocument, createWordEmbedder } from './testing.js';
import { toLangChainEmbeddings } from './to-langchain-embeddings.js';

let test: TestDatabase;
let store: PGVectorStore;
beforeAll(async () => {
  test = await openTestDatabase();
  await ingestDocuments({
    database: test.database('switchboard_ingest'),
    embedder: createWordEmbedder(),
    documents: [
      buildDocument({
        id: 'kettle',
        product: 'kettle',
        body: '## Lime\n\nRemove white lime with citric acid.',
      }),
      buildDocument({ id: 'router', product: 'router', kind: 'faq', body: 'Restart modem and router.' }),
    ],
  });
  store = new PGVectorStore(toLangChainEmbeddings(createWordEmbedder()), { pool: test.pool, ...CHUNK_TABLE });
});
afterAll(() => test.close());

describe("LangChain's PGVectorStore over the chunk table", () => {
  it('finds the nearest passage, with its id and what is needed to cite it', async () => {
    const [nearest] = await store.similaritySearch('white lime', 1);
    expect(nearest).toMatchObject({
      id: 'kettle.1',
      pageContent: 'Remove white lime with citric acid.',
      metadata: { documentId: 'kettle', title: 'About kettle > Lime', product: 'kettle', kind: 'guide' },
    });
  });

  it('measures cosine distance', async () => {
    const [[, distance] = []] = await store.similaritySearchWithScore(
      'About router\nRestart modem and router.',
      1,
    );
    expect(distance).toBeCloseTo(0, 5);
  });

  it('filters by what stands in the metadata', async () => {
    const found = await store.similaritySearch('white lime', 5, { kind: 'faq' });
    expect(found.map((document) => document.id)).toEqual(['router.1']);
  });

  it('serves as a retriever', async () => {
    const found = await store.asRetriever(1).invoke('restart the modem');
    expect(found.map((document) => document.id)).toEqual(['router.1']);
  });
});
