import type { EvidenceBand } from '../../knowledge/retriever.js';

/** What was said of a question, and whether anything answers it. `support` is the probability that something does. */
export interface JudgedBand {
  answerable: boolean;
  band: EvidenceBand;
  support: number;
}

/** How well it was known that nothing answers a question. Undefined where there is nothing to divide by. */
export interface AbstentionFigures {
  answerable: number;
  unanswerable: number;
  /** Of those abstained from, the share that nothing answers. */
  precision: number | undefined;
  /** Of those that nothing answers, the share abstained from. */
  recall: number | undefined;
  /** Of those that something answers, the share abstained from all the same. */
  wrong: number | undefined;
  /** The chance that an answerable question has more support than one that is not; 0.5 is a guess. */
  auroc: number | undefined;
}

/** Counts `none` as abstention. */
export function measureAbstention(judged: readonly JudgedBand[]): AbstentionFigures {
  const answerable = judged.filter((one) => one.answerable);
  const unanswerable = judged.filter((one) => !one.answerable);
  const right = unanswerable.filter((one) => one.band === 'none').length;
  const wrong = answerable.filter((one) => one.band === 'none').length;
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    precision: share(right, right + wrong),
    recall: share(right, unanswerable.length),
    wrong: share(wrong, answerable.length),
    auroc: areaUnderCurve(
      answerable.map((one) => one.support),
      unanswerable.map((one) => one.support),
    ),
  };
}

/** The chance that one of the first is above one of the second, ties half (Mann and Whitney 1947); undefined without both. */
export function areaUnderCurve(above: readonly number[], below: readonly number[]): number | undefined {
  let wins = 0;
  for (const high of above) for (const low of below) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return share(wins, above.length * below.length);
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
