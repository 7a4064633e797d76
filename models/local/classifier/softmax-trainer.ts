import type { ClassifierInput } from './classifier-input.js';
import { createProducts, type ExampleProducts, roundUp } from './example-products.js';
import { ROW, SENTENCE, type SoftmaxModel, toProbabilities } from './softmax-regression.js';

/** How a classifier is trained. */
export interface TrainingOptions {
  /** How hard training leans on simplicity. */
  decay: number;
  /** For how many rounds it descends. */
  rounds: number;
  /** What a class weighs grows with its number of examples to this power: between alike (0) and as many as they are (1). */
  crowd: number;
  /** Into how many parts examples are dealt that are held out in turn, to see how sure one may be. */
  folds: number;
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
 * descend (Nesterov's accelerated gradient). A class with many examples weighs more than one with few, but less than as
 * many times. The same examples give the same model.
 */
export function createSoftmaxTrainer(
  inputs: readonly ClassifierInput[],
  labels: readonly number[],
  classes: number,
): SoftmaxTrainer {
  const columns = roundUp(classes, 8);
  const multiply = createProducts(inputs, columns);

  return {
    async train({ decay, rounds, crowd }, isLeftOut = () => false) {
      const weights = exampleWeights({ labels, classes, crowd }, isLeftOut);
      const step = 1 / (0.55 * largestEigenvalue(multiply, weights, columns) + decay);
      const shares = new Float32Array(multiply.lines * columns);
      const ahead = new Float32Array(multiply.lines * columns);
      for (let round = 1; round <= rounds; round++) {
        const logits = multiply.by(ahead);
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
      const last = multiply.by(shares);
      return {
        logits: inputs.map((_, example) =>
          Array.from(last.subarray(example * columns, example * columns + classes)),
        ),
        toModel: () => toModel(inputs, shares, classes, columns),
      };
    },
  };
}

/** What each example counts; all examples together weigh 1, those left out nothing. */
function exampleWeights(
  { labels, classes, crowd }: { labels: readonly number[]; classes: number; crowd: number },
  isLeftOut: (example: number) => boolean,
): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const [example, label] of labels.entries()) {
    if (!isLeftOut(example)) counts[label] = (counts[label] ?? 0) + 1;
  }
  const total = counts.reduce((sum, count) => sum + (count === 0 ? 0 : count ** crowd), 0);
  return labels.map((label, example) =>
    isLeftOut(example) ? 0 : (counts[label] ?? 1) ** (crowd - 1) / total,
  );
}

const POWER_ROUNDS = 12;

/** Of the weighted products, by power iteration; twice the gradient's Lipschitz constant, but for the decay. */
function largestEigenvalue(multiply: ExampleProducts, weights: readonly number[], columns: number): number {
  let direction = weights.map(() => 1 / Math.sqrt(weights.length));
  let length = 1;
  const shares = new Float32Array(multiply.lines * columns);
  for (let round = 0; round < POWER_ROUNDS; round++) {
    for (const [example, weight] of weights.entries()) {
      shares[example * columns] = weight * (direction[example] ?? 0);
    }
    const products = multiply.by(shares);
    const next = direction.map((_, example) => products[example * columns] ?? 0);
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
