import type { ClassifierInput } from './classifier-input.js';
import { WORD_BUCKETS } from './word-features.js';

/** Where the words' weights begin in a class's row: after the 512 numbers of the sentence vector. */
const WORDS_AT = 512;
/** The length of one class's row. */
export const ROW = WORDS_AT + WORD_BUCKETS + 1;

/** One row a class: weights of the sentence vector, of the hashed words, and the bias. */
export interface SoftmaxModel {
  rows: readonly Float32Array[];
}

/** How hard training leans on simplicity (`decay`), and for how many rounds it descends. */
export interface TrainingOptions {
  decay: number;
  rounds: number;
}

/** One logit a class. */
export function toLogits(model: SoftmaxModel, input: ClassifierInput): number[] {
  return model.rows.map((row) => {
    let sum = row[ROW - 1] ?? 0;
    for (let index = 0; index < WORDS_AT; index++) sum += (row[index] ?? 0) * (input.vector[index] ?? 0);
    for (const { bucket, weight } of input.words) sum += (row[WORDS_AT + bucket] ?? 0) * weight;
    return sum;
  });
}

/** Probabilities of logits divided by a temperature; they sum to 1. */
export function toProbabilities(logits: readonly number[], temperature: number): number[] {
  const top = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp((logit - top) / temperature));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/**
 * Multinomial logistic regression with L2 decay by Nesterov's accelerated gradient descent; the same examples give the
 * same model. Classes count alike however many examples they have. It gives the event loop a turn every round.
 */
export async function trainSoftmax(
  inputs: readonly ClassifierInput[],
  labels: readonly number[],
  classes: number,
  options: TrainingOptions,
): Promise<SoftmaxModel> {
  const shares = exampleShares(labels, classes);
  const rows = Array.from({ length: classes }, () => new Float32Array(ROW));
  const ahead = rows.map((row) => row.slice());
  // The gradient's Lipschitz constant: squared input length (sentence, words, bias: at most 1 each) over 2, plus decay.
  const step = 1 / (1.5 + options.decay);
  for (let round = 1; round <= options.rounds; round++) {
    const gradients = toGradients(inputs, labels, shares, ahead);
    const momentum = (round - 1) / (round + 2);
    for (const [index, row] of rows.entries()) {
      descend({ row, ahead: ahead[index], gradient: gradients[index], step, momentum, decay: options.decay });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rows };
}

interface Descent {
  row: Float32Array;
  ahead: Float32Array | undefined;
  gradient: Float32Array | undefined;
  step: number;
  momentum: number;
  decay: number;
}

function descend({ row, ahead, gradient, step, momentum, decay }: Descent): void {
  if (ahead === undefined || gradient === undefined) return;
  for (let index = 0; index < ROW; index++) {
    const from = ahead[index] ?? 0;
    const shrink = index === ROW - 1 ? 0 : decay * from;
    const next = from - step * ((gradient[index] ?? 0) + shrink);
    ahead[index] = next + momentum * (next - (row[index] ?? 0));
    row[index] = next;
  }
}

/** What each example counts: classes weigh alike, all examples together weigh 1. */
function exampleShares(labels: readonly number[], classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return labels.map((label) => 1 / (classes * (counts[label] ?? 1)));
}

function toGradients(
  inputs: readonly ClassifierInput[],
  labels: readonly number[],
  shares: readonly number[],
  rows: readonly Float32Array[],
): Float32Array[] {
  const gradients = rows.map(() => new Float32Array(ROW));
  for (const [position, input] of inputs.entries()) {
    const probabilities = toProbabilities(toLogits({ rows }, input), 1);
    for (const [index, gradient] of gradients.entries()) {
      const truth = labels[position] === index ? 1 : 0;
      const error = ((probabilities[index] ?? 0) - truth) * (shares[position] ?? 0);
      addScaled(gradient, input, error);
    }
  }
  return gradients;
}

function addScaled(gradient: Float32Array, input: ClassifierInput, factor: number): void {
  for (let index = 0; index < WORDS_AT; index++) {
    gradient[index] = (gradient[index] ?? 0) + factor * (input.vector[index] ?? 0);
  }
  for (const { bucket, weight } of input.words) {
    const at = WORDS_AT + bucket;
    gradient[at] = (gradient[at] ?? 0) + factor * weight;
  }
  gradient[ROW - 1] = (gradient[ROW - 1] ?? 0) + factor;
}
