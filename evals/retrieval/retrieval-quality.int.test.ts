import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { BUNDLED_DOCUMENTS } from '../../knowledge/bundled-documents.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { ingestBundledDocuments } from '../../knowledge/ingest-bundled-documents.js';
import { readDocuments } from '../../knowledge/read-documents.js';
import type { Embedder } from '../../models/embedder.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { JudgedQuestion, OWN_QUESTIONS, readJsonLines } from './judged-questions.js';
import { averageFigures, countBands, measureRetrieval } from './measure-retrieval.js';
import { hybridSearcher } from './searchers.js';

let test: TestDatabase;
let embedder: Embedder;
let questions: JudgedQuestion[];
beforeAll(async () => {
  test = await openTestDatabase();
  embedder = createLocalEmbedder();
  questions = await readJsonLines(OWN_QUESTIONS, JudgedQuestion);
  await ingestBundledDocuments({ database: test.database('switchboard_ingest'), embedder });
});
afterAll(async () => {
  await embedder.close();
  await test.close();
});

describe('the judged questions', () => {
  it('name documents that exist, and stand in none of them', async () => {
    const documents = await readDocuments([BUNDLED_DOCUMENTS]);
    const ids = new Set(documents.map((document) => document.id));
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim();
    const wordings = new Set(documents.flatMap((document) => document.questions.map(plain)));
    for (const { text, relevant } of questions) {
      expect(
        relevant.filter((id) => !ids.has(id)),
        text,
      ).toEqual([]);
      expect(wordings.has(plain(text)), text).toBe(false);
    }
    expect(questions.filter((question) => question.expect === 'answer').length).toBeGreaterThanOrEqual(60);
  });
});

describe('retrieval over the documents of the product', () => {
  it('finds the document, and knows when it does not, on questions that nothing was tuned on', async () => {
    const retriever = createHybridRetriever({
      database: test.database('switchboard_troubleshooting'),
      embedder,
    });
    const asked = questions.filter((question) => question.half === 'report');
    const results = await measureRetrieval(asked, hybridSearcher(retriever));
    const [figures, bands] = [averageFigures(results), countBands(results)];
    expect(figures.mrrAt10).toBeGreaterThan(0.82);
    expect(figures.recallAt5).toBeGreaterThan(0.9);
    expect(bands.answer.strong / figures.questions).toBeGreaterThan(0.8);
    expect(bands.abstain.strong).toBeLessThanOrEqual(2);
    expect(bands.ask.strong).toBeLessThanOrEqual(1);
  }, 120_000);
});
