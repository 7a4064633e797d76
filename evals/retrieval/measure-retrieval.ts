import type { EvidenceBand } from '../../knowledge/retriever.js';
import type { JudgedQuestion } from './judged-questions.js';
import { discountedGain, hit, mean, recall, reciprocalRank } from './metrics.js';

/** Finds documents for a question, best first, and says how good the evidence is, if it can. */
export type Searcher = (
  question: string,
) => Promise<{ documents: string[]; evidence?: EvidenceBand; support?: number }>;

/** What came of one question; the figures are 0 where nothing answers it. */
export interface QuestionResult {
  question: JudgedQuestion;
  /** At most ten distinct documents, best first. */
  ranked: string[];
  evidence: EvidenceBand | undefined;
  support: number | undefined;
  mrrAt10: number;
  recallAt5: number;
  recallAt10: number;
  ndcgAt10: number;
  hitAt1: number;
}

/** What a searcher reached over questions that documents answer. */
export type RetrievalFigures = Record<(typeof FIGURES)[number], number> & { questions: number };

/** The figures of a question, in the order in which they are shown. */
export const FIGURES = ['mrrAt10', 'recallAt5', 'recallAt10', 'ndcgAt10', 'hitAt1'] as const;
const DEPTH = 10;

/** Runs every question, one after the other. */
export async function measureRetrieval(
  questions: readonly JudgedQuestion[],
  search: Searcher,
): Promise<QuestionResult[]> {
  const results: QuestionResult[] = [];
  for (const question of questions) {
    const { documents, evidence, support } = await search(question.text);
    const ranked = [...new Set(documents)].slice(0, DEPTH);
    const relevant = new Set(question.relevant);
    results.push({
      question,
      ranked,
      evidence,
      support,
      mrrAt10: reciprocalRank(ranked, relevant, DEPTH),
      recallAt5: recall(ranked, relevant, 5),
      recallAt10: recall(ranked, relevant, DEPTH),
      ndcgAt10: discountedGain(ranked, new Map([...relevant].map((id) => [id, 1])), DEPTH),
      hitAt1: hit(ranked, relevant, 1),
    });
  }
  return results;
}

/** Those that documents answer. */
export function answered(results: readonly QuestionResult[]): QuestionResult[] {
  return results.filter(({ question }) => question.expect === 'answer');
}

/** Averages over the questions that documents answer. */
export function averageFigures(results: readonly QuestionResult[]): RetrievalFigures {
  const counted = answered(results);
  const average = (figure: (typeof FIGURES)[number]) => mean(counted.map((result) => result[figure]));
  return {
    questions: counted.length,
    mrrAt10: average('mrrAt10'),
    recallAt5: average('recallAt5'),
    recallAt10: average('recallAt10'),
    ndcgAt10: average('ndcgAt10'),
    hitAt1: average('hitAt1'),
  };
}

/** How often each band was given to questions that should be answered, asked back or left. */
export function countBands(
  results: readonly QuestionResult[],
): Record<JudgedQuestion['expect'], Record<EvidenceBand, number>> {
  const none = () => ({ strong: 0, weak: 0, none: 0 });
  const bands = { answer: none(), ask: none(), abstain: none() };
  for (const { question, evidence } of results) {
    if (evidence !== undefined) bands[question.expect][evidence] += 1;
  }
  return bands;
}
