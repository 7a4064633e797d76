import type { ClassifierInput } from './classifier-input.js';
import { WORD_BUCKETS } from './word-features.js';

/** The length of a sentence vector; in a class's row the words' weights come after as many, and then the bias. */
export const SENTENCE = 512;
/** The length of one class's row. */
export const ROW = SENTENCE + WORD_BUCKETS + 1;

/** One row a class: weights of the sentence vector, of the hashed words, and the bias. */
export interface SoftmaxModel {
  rows: readonly Float32Array[];
}

/** One logit a class. */
export function toLogits(model: SoftmaxModel, input: ClassifierInput): number[] {
  return model.rows.map((row) => {
    let sum = (row[ROW - 1] ?? 0) + dotSentence(row, input.vector);
    for (const { bucket, weight } of input.words) sum += (row[SENTENCE + bucket] ?? 0) * weight;
    return sum;
  });
}

/** The product of the first 512 numbers of each; four sums at once, which do not wait for each other. */
export function dotSentence(left: Float32Array, right: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < SENTENCE; index += 4) {
    first += (left[index] ?? 0) * (right[index] ?? 0);
    second += (left[index + 1] ?? 0) * (right[index + 1] ?? 0);
    third += (left[index + 2] ?? 0) * (right[index + 2] ?? 0);
    fourth += (left[index + 3] ?? 0) * (right[index + 3] ?? 0);
  }
  return first + second + (third + fourth);
}

/** Probabilities of logits divided by a temperature; they sum to 1. */
export function toProbabilities(logits: ArrayLike<number>, temperature: number): number[] {
  const values = Array.from(logits);
  const top = Math.max(...values);
  const exponentials = values.map((logit) => Math.exp((logit - top) / temperature));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}
