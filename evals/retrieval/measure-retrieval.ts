import type { EvidenceBand } from '../../knowledge/retriever.js';
import type { JudgedQuestion } from './judged-questions.js';
import { hit, mean, recall, reciprocalRank } from './metrics.js';

/** Finds documents for a question, best first, and says how good the evidence is, if it can. */
export type Searcher = (question: string) => Promise<{ documents: string[]; evidence?: EvidenceBand }>;

/** What a searcher reached over questions that documents answer. */
export interface RetrievalFigures {
  questions: number;
  mrrAt10: number;
  recallAt5: number;
  hitAt1: number;
  hitAt5: number;
}

/** How often each band was given to questions that should be answered, asked back or left. */
export type BandCounts = Record<JudgedQuestion['expect'], Record<EvidenceBand, number>>;

/** Runs every question, one after the other, and averages what came of it by document. */
export async function measureRetrieval(
  questions: readonly JudgedQuestion[],
  search: Searcher,
): Promise<{ figures: RetrievalFigures; bands: BandCounts; missed: string[] }> {
  const none = () => ({ strong: 0, weak: 0, none: 0 });
  const bands: BandCounts = { answer: none(), ask: none(), abstain: none() };
  const ranks: { documents: string[]; relevant: Set<string> }[] = [];
  const missed: string[] = [];
  for (const question of questions) {
    const { documents, evidence } = await search(question.text);
    if (evidence !== undefined) bands[question.expect][evidence] += 1;
    if (question.expect !== 'answer') continue;
    const distinct = [...new Set(documents)];
    const relevant = new Set(question.relevant);
    ranks.push({ documents: distinct, relevant });
    if (hit(distinct, relevant, 5) === 0) missed.push(question.text);
  }
  const average = (metric: typeof hit, depth: number) =>
    mean(ranks.map(({ documents, relevant }) => metric(documents, relevant, depth)));
  return {
    figures: {
      questions: ranks.length,
      mrrAt10: average(reciprocalRank, 10),
      recallAt5: average(recall, 5),
      hitAt1: average(hit, 1),
      hitAt5: average(hit, 5),
    },
    bands,
    missed,
  };
}
