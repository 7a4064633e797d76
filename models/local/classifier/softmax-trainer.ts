import { createKernelArena, type KernelArena } from '../encoder/kernel-arena.js';
import type { ClassifierInput } from './classifier-input.js';
import { dotSentence, ROW, SENTENCE, type SoftmaxModel, toProbabilities } from './softmax-regression.js';
import { WORD_BUCKETS } from './word-features.js';

/** How hard training leans on simplicity (`decay`), and for how many rounds it descends. */
export interface TrainingOptions {
  decay: number;
  rounds: number;
}

/** What a training came to: the logits of every example, of those left out too, and the model on demand. */
export interface TrainedSoftmax {
  logits: readonly (readonly number[])[];
  toModel(): SoftmaxModel;
}

/** Trains on the same examples again and again, with some of them left out or none. */
export interface SoftmaxTrainer {
  train(options: TrainingOptions, isLeftOut?: (example: number) => boolean): Promise<TrainedSoftmax>;
}

/**
 * Multinomial logistic regression with L2 decay. A class's weights are a sum of examples, so it is those shares that
 * descend (Nesterov's accelerated gradient), and examples meet each other only through their products, which are
 * computed once. A class with many examples weighs more than one with few, but far less than as many times. The same
 * examples give the same model.
 */
export function createSoftmaxTrainer(
  inputs: readonly ClassifierInput[],
  labels: readonly number[],
  classes: number,
): SoftmaxTrainer {
  const lines = roundUp(inputs.length, 4);
  const columns = roundUp(classes, 8);
  const arena = createKernelArena(4 * lines * (lines + 2 * columns) + 65_536);
  const products = arena.allocate(lines * lines);
  fillProducts(inputs, products.values, lines);
  const multiply = createMultiplier(arena, products, lines, columns);

  return {
    async train({ decay, rounds }, isLeftOut = () => false) {
      const weights = exampleWeights(labels, classes, isLeftOut);
      const step = 1 / (0.55 * largestEigenvalue(products.values, weights, lines) + decay);
      const shares = new Float32Array(lines * columns);
      const ahead = new Float32Array(lines * columns);
      for (let round = 1; round <= rounds; round++) {
        const logits = multiply(ahead);
        const momentum = (round - 1) / (round + 2);
        for (const [example, weight] of weights.entries()) {
          if (weight === 0) continue;
          const start = example * columns;
          const probabilities = toProbabilities(logits.subarray(start, start + classes), 1);
          for (const [index, probability] of probabilities.entries()) {
            const error = (probability - (labels[example] === index ? 1 : 0)) * weight;
            const from = ahead[start + index] ?? 0;
            const next = from - step * (error + decay * from);
            ahead[start + index] = next + momentum * (next - (shares[start + index] ?? 0));
            shares[start + index] = next;
          }
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      const last = multiply(shares);
      return {
        logits: inputs.map((_, example) =>
          Array.from(last.subarray(example * columns, example * columns + classes)),
        ),
        toModel: () => toModel(inputs, shares, classes, columns),
      };
    },
  };
}

function roundUp(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}

/** Examples times examples: the product of their vectors, of their words, and 1 for the bias. */
function fillProducts(inputs: readonly ClassifierInput[], products: Float32Array, lines: number): void {
  const words = new Float32Array(WORD_BUCKETS);
  for (const [row, input] of inputs.entries()) {
    words.fill(0);
    for (const { bucket, weight } of input.words) words[bucket] = weight;
    for (const [column, other] of inputs.entries()) {
      if (column > row) break;
      let product = 1 + dotSentence(input.vector, other.vector);
      for (const { bucket, weight } of other.words) product += (words[bucket] ?? 0) * weight;
      products[row * lines + column] = product;
      products[column * lines + row] = product;
    }
  }
}

function createMultiplier(
  arena: KernelArena,
  products: { address: number; values: Float32Array },
  lines: number,
  columns: number,
): (shares: Float32Array) => Float32Array {
  const layer = arena.pack(new Float32Array(lines * columns), new Float32Array(columns));
  const out = arena.allocate(lines * columns);
  return (shares) => {
    arena.repack(layer, shares);
    arena.apply(layer, products, out, lines);
    return out.values;
  };
}

/** What a class weighs grows with its number of examples to this power: between alike (0) and as many as they are (1). */
const CROWD = 0.3;

/** What each example counts; all examples together weigh 1, those left out nothing. */
function exampleWeights(
  labels: readonly number[],
  classes: number,
  isLeftOut: (example: number) => boolean,
): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const [example, label] of labels.entries()) {
    if (!isLeftOut(example)) counts[label] = (counts[label] ?? 0) + 1;
  }
  const total = counts.reduce((sum, count) => sum + (count === 0 ? 0 : count ** CROWD), 0);
  return labels.map((label, example) =>
    isLeftOut(example) ? 0 : (counts[label] ?? 1) ** (CROWD - 1) / total,
  );
}

const POWER_ROUNDS = 12;

/** Of the weighted products, by power iteration; twice the gradient's Lipschitz constant, but for the decay. */
function largestEigenvalue(products: Float32Array, weights: readonly number[], lines: number): number {
  let direction = weights.map(() => 1 / Math.sqrt(weights.length));
  let length = 1;
  for (let round = 0; round < POWER_ROUNDS; round++) {
    const next = direction.map((_, row) => {
      let sum = 0;
      for (const [column, weight] of weights.entries()) {
        sum += (products[row * lines + column] ?? 0) * weight * (direction[column] ?? 0);
      }
      return sum;
    });
    length = Math.hypot(...next) || 1;
    direction = next.map((value) => value / length);
  }
  return length;
}

function toModel(
  inputs: readonly ClassifierInput[],
  shares: Float32Array,
  classes: number,
  columns: number,
): SoftmaxModel {
  const rows = Array.from({ length: classes }, () => new Float32Array(ROW));
  for (const [example, input] of inputs.entries()) {
    for (const [index, row] of rows.entries()) {
      addScaled(row, input, shares[example * columns + index] ?? 0);
    }
  }
  return { rows };
}

function addScaled(row: Float32Array, input: ClassifierInput, factor: number): void {
  for (let index = 0; index < SENTENCE; index++) {
    row[index] = (row[index] ?? 0) + factor * (input.vector[index] ?? 0);
  }
  for (const { bucket, weight } of input.words) {
    row[SENTENCE + bucket] = (row[SENTENCE + bucket] ?? 0) + factor * weight;
  }
  row[ROW - 1] = (row[ROW - 1] ?? 0) + factor;
}
