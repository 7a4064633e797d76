import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { BUNDLED_DOCUMENTS } from '../../knowledge/bundled-documents.js';
import type { KnowledgeDocument } from '../../knowledge/document.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { ingestDocuments } from '../../knowledge/ingest.js';
import { ingestBundledDocuments } from '../../knowledge/ingest-bundled-documents.js';
import { readDocuments } from '../../knowledge/read-documents.js';
import type { Embedder } from '../../models/embedder.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { type ForeignCorpus, readForeignCorpus, withoutDocuments } from './foreign-corpus.js';
import {
  COLLOQUIAL_QUESTIONS,
  JudgedQuestion,
  OWN_QUESTIONS,
  readJsonLines,
  UNANSWERABLE_QUESTIONS,
} from './judged-questions.js';
import { measureRetrieval, type QuestionResult } from './measure-retrieval.js';
import { openEmbedder } from './open-embedder.js';
import { createRandom } from './paired-interval.js';
import { createPlainBm25 } from './plain-bm25.js';
import { reportRetrieval } from './report-retrieval.js';
import { exactVectorSearcher, hybridSearcher, vectorStoreSearcher } from './searchers.js';

/** How well questions find the documents that answer them, and how well it is known that none does. */
export const suite: EvaluationSuite = {
  name: 'retrieval',
  about:
    'questions against documents; [--set judged-report | --corpus C.jsonl --queries Q.jsonl [--predictions OUT.jsonl] [--without-half SEED] [--others]] [--embedder local|titan]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        corpus: { type: 'string' },
        queries: { type: 'string' },
        set: { type: 'string' },
        predictions: { type: 'string' },
        'without-half': { type: 'string' },
        others: { type: 'boolean', default: false },
        embedder: { type: 'string', default: 'local' },
      },
    });
    const { corpus, queries, predictions } = values;
    if ((corpus === undefined) !== (queries === undefined)) {
      console.error('--corpus and --queries go together');
      return 1;
    }
    const embedder = await openEmbedder(values.embedder);
    try {
      if (corpus === undefined || queries === undefined) await measureOwnDocuments(embedder, values.set);
      else {
        const [withoutHalf, others] = [values['without-half'], values.others];
        await measureForeignCorpus({ embedder, corpus, queries, predictions, withoutHalf, others });
      }
    } finally {
      await embedder.close();
    }
    return 0;
  },
};

/** The questions about the project's own documents, or only one set of them. */
async function measureOwnDocuments(embedder: Embedder, only: string | undefined): Promise<void> {
  const unanswerable = await readJsonLines(UNANSWERABLE_QUESTIONS, JudgedQuestion);
  const documents = await readDocuments([BUNDLED_DOCUMENTS]);
  await withDatabase(async (test) => {
    await ingestBundledDocuments({ database: test.database('switchboard_ingest'), embedder });
    for (const [name, file] of Object.entries({ judged: OWN_QUESTIONS, colloquial: COLLOQUIAL_QUESTIONS })) {
      const asked = [...(await readJsonLines(file, JudgedQuestion)), ...unanswerable];
      for (const half of ['tune', 'report'] as const) {
        if (only !== undefined && only !== `${name}-${half}`) continue;
        const questions = asked.filter((question) => question.half === half);
        await measure({
          title: `own documents, ${name}, ${half} half`,
          test,
          embedder,
          documents,
          questions,
        });
      }
    }
  });
}

async function measureForeignCorpus(options: {
  embedder: Embedder;
  corpus: string;
  queries: string;
  predictions: string | undefined;
  /** A seed: the documents of a random half of the queries are left out, and nothing answers what only they answered. */
  withoutHalf: string | undefined;
  /** Asks questions of other subjects as well. */
  others: boolean;
}): Promise<void> {
  const { embedder, corpus, queries, predictions, withoutHalf, others } = options;
  if (!existsSync(corpus) || !existsSync(queries)) {
    console.log(`SKIPPED: ${corpus} or ${queries} is not there.`);
    return;
  }
  const whole = await readForeignCorpus(corpus);
  const asked = await readJsonLines(queries, JudgedQuestion);
  const unanswerable = others ? await readJsonLines(UNANSWERABLE_QUESTIONS, JudgedQuestion) : [];
  const foreign = withoutHalf === undefined ? whole : leaveOutHalf(whole, asked, Number(withoutHalf));
  const questions = [...asked.map((question) => toOurs(question, foreign)), ...unanswerable];
  await withDatabase(async (test) => {
    const { documents } = foreign;
    await ingestDocuments({ database: test.database('switchboard_ingest'), embedder, documents });
    const results = await measure({ title: corpus, test, embedder, documents, questions });
    if (predictions !== undefined) await writePredictions(predictions, results, foreign);
  });
}

function leaveOutHalf(corpus: ForeignCorpus, asked: readonly JudgedQuestion[], seed: number): ForeignCorpus {
  const random = createRandom(seed);
  const order = asked
    .map((question) => ({ question, at: random() }))
    .sort((left, right) => left.at - right.at);
  const half = order.slice(0, Math.floor(asked.length / 2)).flatMap(({ question }) => question.relevant);
  return withoutDocuments(corpus, new Set(half.flatMap((id) => corpus.toDocumentId(id) ?? [])));
}

/** A question whose every document is missing from the corpus is one that nothing answers. */
function toOurs(question: JudgedQuestion, foreign: ForeignCorpus): JudgedQuestion {
  const relevant = question.relevant.flatMap((id) => foreign.toDocumentId(id) ?? []);
  const isLost = question.expect === 'answer' && relevant.length === 0;
  return { ...question, relevant, expect: isLost ? 'abstain' : question.expect };
}

async function writePredictions(
  file: string,
  results: readonly QuestionResult[],
  { toForeignId }: ForeignCorpus,
): Promise<void> {
  const lines = results.map(({ question, ranked, evidence, support }) =>
    JSON.stringify({ id: question.id, ranked: ranked.map(toForeignId), band: evidence, support }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
}

async function withDatabase(run: (test: TestDatabase) => Promise<void>): Promise<void> {
  const test = await openTestDatabase();
  try {
    await run(test);
  } finally {
    await test.close();
  }
}

async function measure(options: {
  title: string;
  test: TestDatabase;
  embedder: Embedder;
  documents: readonly KnowledgeDocument[];
  questions: readonly JudgedQuestion[];
}): Promise<QuestionResult[]> {
  const { title, test, embedder, documents, questions } = options;
  const database = test.database('switchboard_troubleshooting');
  const started = performance.now();
  const hybrid = await measureRetrieval(
    questions,
    hybridSearcher(createHybridRetriever({ database, embedder })),
  );
  const millisecondsAQuestion = (performance.now() - started) / Math.max(1, questions.length);
  const words = createHybridRetriever({ database, embedder: withoutMeaning(embedder) });
  const bm25 = await createPlainBm25(
    test.pool,
    documents.map((document) => ({
      id: document.id,
      text: `${document.title}\n${document.title}\n${document.body}`,
    })),
  );
  const baselines = {
    'BM25 (stemmed, title twice)': await measureRetrieval(questions, async (query) => ({
      documents: await bm25(query, 10),
    })),
    'our words alone': await measureRetrieval(questions, hybridSearcher(words)),
    'exact vectors': await measureRetrieval(questions, exactVectorSearcher(test.pool, embedder)),
    PGVectorStore: await measureRetrieval(questions, vectorStoreSearcher(test.pool, embedder)),
  };
  reportRetrieval({ title, hybrid, baselines, millisecondsAQuestion });
  return hybrid;
}

/** The product goes by words when its embedder does not answer. */
function withoutMeaning({ id, dimensions }: Embedder): Embedder {
  return { id, dimensions, embed: () => Promise.reject(new Error('left out')), close: async () => {} };
}
