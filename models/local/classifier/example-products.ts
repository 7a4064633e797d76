import { createKernelArena, type Dense, type KernelArena } from '../encoder/kernel-arena.js';
import type { ClassifierInput } from './classifier-input.js';
import { SENTENCE } from './softmax-regression.js';
import { WORD_BUCKETS } from './word-features.js';

/** The products of all examples with each other, which are never written down: they are applied part by part. */
export interface ExampleProducts {
  /** The examples, rounded up to what the kernel works on at once. */
  lines: number;
  /** Products times a matrix of a line an example; the result is overwritten by the next call. */
  by(shares: Float32Array): Float32Array;
}

/** The product of two examples is that of their sentence vectors and of their words, and 1 for the bias. */
export function createProducts(inputs: readonly ClassifierInput[], columns: number): ExampleProducts {
  const lines = roundUp(inputs.length, 8);
  const arena = createKernelArena(
    4 * (2 * lines * SENTENCE + 3 * lines * columns + 3 * SENTENCE * columns) + 65_536,
  );
  const bySentence = createSentenceProducts(arena, { inputs, lines, columns });
  const words = new Float32Array(WORD_BUCKETS * columns);
  const bias = new Float32Array(columns);
  return {
    lines,
    by(shares) {
      const out = bySentence(shares);
      words.fill(0);
      bias.fill(0);
      for (const [example, input] of inputs.entries()) {
        const share = shares.subarray(example * columns, (example + 1) * columns);
        add(bias, 0, share, 1);
        for (const { bucket, weight } of input.words) add(words, bucket * columns, share, weight);
      }
      for (const [example, input] of inputs.entries()) {
        const start = example * columns;
        add(out, start, bias, 1);
        for (const { bucket, weight } of input.words) {
          add(out, start, words.subarray(bucket * columns, (bucket + 1) * columns), weight);
        }
      }
      return out;
    },
  };
}

/** The next multiple. */
export function roundUp(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}

interface Shape {
  inputs: readonly ClassifierInput[];
  lines: number;
  columns: number;
}

/** First the sum of all vectors, a share of each; then each vector times that sum. */
function createSentenceProducts(
  arena: KernelArena,
  { inputs, lines, columns }: Shape,
): (shares: Float32Array) => Float32Array {
  const vectors = arena.allocate(lines * SENTENCE);
  const turned = arena.allocate(lines * SENTENCE);
  for (const [line, { vector }] of inputs.entries()) {
    vectors.values.set(vector.subarray(0, SENTENCE), line * SENTENCE);
    for (let index = 0; index < SENTENCE; index++) turned.values[index * lines + line] = vector[index] ?? 0;
  }
  const none = new Float32Array(columns);
  const shareLayer: Dense = arena.pack(new Float32Array(lines * columns), none);
  const sumLayer: Dense = arena.pack(new Float32Array(SENTENCE * columns), none);
  const sum = arena.allocate(SENTENCE * columns);
  const out = arena.allocate(lines * columns);
  return (shares) => {
    arena.repack(shareLayer, shares);
    arena.apply(shareLayer, turned, sum, SENTENCE);
    arena.repack(sumLayer, sum.values);
    arena.apply(sumLayer, vectors, out, lines);
    return out.values;
  };
}

function add(to: Float32Array, start: number, from: Float32Array, factor: number): void {
  for (let index = 0; index < from.length; index++) {
    to[start + index] = (to[start + index] ?? 0) + factor * (from[index] ?? 0);
  }
}
