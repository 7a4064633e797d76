import { measureAbstention } from './abstention.js';
import { answered, averageFigures, countBands, FIGURES, type QuestionResult } from './measure-retrieval.js';
import { pairedInterval } from './paired-interval.js';

/** What every searcher reached over the same questions. */
export interface RetrievalRun {
  title: string;
  hybrid: readonly QuestionResult[];
  baselines: Readonly<Record<string, readonly QuestionResult[]>>;
  millisecondsAQuestion: number;
}

const MISSED_SHOWN = 20;

/** Prints figures, intervals of the gain over each baseline, bands and what was missed. */
export function reportRetrieval({ title, hybrid, baselines, millisecondsAQuestion }: RetrievalRun): void {
  console.log(`\n${title}: ${millisecondsAQuestion.toFixed(1)} ms a question`);
  const rows = { 'hybrid (ours)': hybrid, ...baselines };
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, results]) => [name, rounded(averageFigures(results))]),
    ),
  );
  for (const [name, results] of Object.entries(baselines)) {
    const gains = FIGURES.filter((figure) => figure !== 'hitAt1').map((figure) => {
      const values = (of: readonly QuestionResult[]) => answered(of).map((result) => result[figure]);
      const { difference, low, high } = pairedInterval(values(hybrid), values(results));
      return `${figure} ${signed(difference)} [${signed(low)}, ${signed(high)}]`;
    });
    console.log(`  gain over ${name}, 95%: ${gains.join('; ')}`);
  }
  console.table(countBands(hybrid));
  const judged = hybrid.flatMap(({ question, evidence, support }) =>
    evidence === undefined || question.expect === 'ask'
      ? []
      : [{ answerable: question.expect === 'answer', band: evidence, support: support ?? 0 }],
  );
  console.table({ abstention: rounded(measureAbstention(judged)) });
  const missed = answered(hybrid).filter((result) => result.recallAt5 === 0);
  if (missed.length < MISSED_SHOWN) {
    for (const { question } of missed) console.log(`  not in the first five: ${question.text}`);
  }
}

function rounded(figures: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value,
    ]),
  );
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}
