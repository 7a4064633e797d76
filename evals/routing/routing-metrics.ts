import type { LabelledMessage } from './labelled-message.js';
import type { Prediction } from './predict.js';

/** A message with what the router made of it. */
export interface Judged {
  message: LabelledMessage;
  prediction: Prediction;
}

const GENERAL = 'general';

/** Whether every label that was given is one that is right. */
export function isRight({ message, prediction }: Judged): boolean {
  return prediction.labels.length > 0 && prediction.labels.every((label) => message.accept.includes(label));
}

/** The share of those that pass; NaN of none. */
export function share<T>(values: readonly T[], passes: (value: T) => boolean): number {
  return values.filter(passes).length / values.length;
}

/** The mean of the labels' F1 over messages with one label; a prediction of several labels counts for each. */
export function macroF1(judged: readonly Judged[]): number {
  const labels = [...new Set(judged.flatMap(({ message }) => message.labels))];
  return mean(labels.map((label) => f1(judged, label)));
}

function f1(judged: readonly Judged[], label: string): number {
  const truth = judged.filter(({ message }) => message.labels.includes(label));
  const given = judged.filter(({ prediction }) => prediction.labels.includes(label));
  const both = truth.filter(({ prediction }) => prediction.labels.includes(label)).length;
  return (2 * both) / (truth.length + given.length || 1);
}

/** F1 over all labels of all messages counted together. */
export function microF1(judged: readonly Judged[]): number {
  const both = sum(judged.map(({ message, prediction }) => overlap(message.labels, prediction.labels)));
  return (
    (2 * both) /
    sum(judged.map(({ message, prediction }) => message.labels.length + prediction.labels.length))
  );
}

/** The share of messages whose set of labels is exactly right, whatever the order. */
export function exactSet(judged: readonly Judged[]): number {
  return share(judged, isExact);
}

/** Whether the set of labels is exactly right. */
export function isExact({ message, prediction }: Judged): boolean {
  const both = overlap(message.labels, prediction.labels);
  return both === message.labels.length && both === prediction.labels.length;
}

/** How likely it is that a message out of scope looks more so than one in scope (area under the ROC curve). */
export function outOfScopeAuroc(judged: readonly Judged[]): number {
  const ranked = judged
    .map(({ message: { oos }, prediction: { outOfScope } }) => ({ oos, outOfScope }))
    .sort((left, right) => left.outOfScope - right.outOfScope);
  const outside = ranked.filter(({ oos }) => oos).length;
  let [wins, inside] = [0, 0];
  for (let start = 0; start < ranked.length; ) {
    const end = firstAbove(ranked, start);
    const tied = ranked.slice(start, end);
    const here = tied.filter(({ oos }) => oos).length;
    wins += here * (inside + (tied.length - here) / 2);
    inside += tied.length - here;
    start = end;
  }
  return wins / (outside * inside);
}

function firstAbove(ranked: readonly { outOfScope: number }[], start: number): number {
  let end = start + 1;
  while (end < ranked.length && ranked[end]?.outOfScope === ranked[start]?.outOfScope) end++;
  return end;
}

/** The share of messages for an agent that nobody but the supervisor got. */
export function wronglyGeneral(judged: readonly Judged[]): number {
  const forAgents = judged.filter(({ message }) => !message.accept.includes(GENERAL));
  return share(forAgents, ({ prediction }) => prediction.labels.every((label) => label === GENERAL));
}

/** The expected calibration error: how far confidence is from accuracy, over ten bins of equal width. */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    judged.filter(({ prediction }) => Math.min(9, Math.floor(prediction.confidence * 10)) === bin),
  ).filter((bin) => bin.length > 0);
  const gaps = bins.map((bin) => {
    const confidence = mean(bin.map(({ prediction }) => prediction.confidence));
    return Math.abs(confidence - share(bin, isRight)) * bin.length;
  });
  return sum(gaps) / judged.length;
}

/** The value that a share of all values stays under. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function overlap(left: readonly string[], right: readonly string[]): number {
  return left.filter((label) => right.includes(label)).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
