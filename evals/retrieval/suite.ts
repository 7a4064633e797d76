import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openTestDatabase } from '../../database/testing.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { ingestDocuments } from '../../knowledge/ingest.js';
import { ingestBundledDocuments } from '../../knowledge/ingest-bundled-documents.js';
import type { Embedder } from '../../models/embedder.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { readForeignCorpus } from './foreign-corpus.js';
import { JudgedQuestion, OWN_QUESTIONS, readJsonLines } from './judged-questions.js';
import { measureRetrieval } from './measure-retrieval.js';
import { fullTextSearcher, hybridSearcher, vectorSearcher } from './searchers.js';

/** How well questions find the documents that answer them. */
export const suite: EvaluationSuite = {
  name: 'retrieval',
  about:
    'questions against the documents of the shop; [--corpus F.jsonl --queries F.jsonl] measures others too',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { corpus: { type: 'string' }, queries: { type: 'string' } },
    });
    const embedder = createLocalEmbedder();
    try {
      await measureOwnDocuments(embedder);
      if (values.corpus !== undefined && values.queries !== undefined) {
        await measureForeignCorpus(embedder, values.corpus, values.queries);
      }
    } finally {
      await embedder.close();
    }
    return 0;
  },
};

async function measureOwnDocuments(embedder: Embedder): Promise<void> {
  const questions = await readJsonLines(OWN_QUESTIONS, JudgedQuestion);
  await withDatabase(async (test) => {
    await ingestBundledDocuments({ database: test.database('switchboard_ingest'), embedder });
    for (const half of ['tune', 'report'] as const) {
      const asked = questions.filter((question) => question.half === half);
      await report(`own documents, ${half} half`, { test, embedder, questions: asked });
    }
  });
}

async function measureForeignCorpus(embedder: Embedder, corpus: string, queries: string): Promise<void> {
  if (!existsSync(corpus) || !existsSync(queries)) {
    console.log(`SKIPPED: ${corpus} or ${queries} is not there.`);
    return;
  }
  const { documents, toDocumentId } = await readForeignCorpus(corpus);
  const questions = (await readJsonLines(queries, JudgedQuestion)).map((question) => ({
    ...question,
    relevant: question.relevant.map(toDocumentId),
  }));
  await withDatabase(async (test) => {
    await ingestDocuments({ database: test.database('switchboard_ingest'), embedder, documents });
    await report(corpus, { test, embedder, questions });
  });
}

type Opened = Awaited<ReturnType<typeof openTestDatabase>>;

async function withDatabase(run: (test: Opened) => Promise<void>): Promise<void> {
  const test = await openTestDatabase();
  try {
    await run(test);
  } finally {
    await test.close();
  }
}

interface Asked {
  test: Opened;
  embedder: Embedder;
  questions: readonly JudgedQuestion[];
}

async function report(title: string, { test, embedder, questions }: Asked): Promise<void> {
  const retriever = createHybridRetriever({
    database: test.database('switchboard_troubleshooting'),
    embedder,
  });
  const started = performance.now();
  const { figures, bands, missed } = await measureRetrieval(questions, hybridSearcher(retriever));
  const milliseconds = (performance.now() - started) / questions.length;
  console.log(`\n${title}: ${milliseconds.toFixed(1)} ms a question`);
  console.table({
    'hybrid (ours)': figures,
    'PGVectorStore (vectors alone)': (await measureRetrieval(questions, vectorSearcher(test.pool, embedder)))
      .figures,
    'PostgreSQL ts_rank': (await measureRetrieval(questions, fullTextSearcher(test.pool))).figures,
  });
  console.table(bands);
  if (missed.length < 20) for (const text of missed) console.log(`  not in the first five: ${text}`);
}
