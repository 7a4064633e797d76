import { attend } from './attend.js';
import { type EncoderFiles, openEncoderFiles } from './encoder-files.js';
import { type Block, createKernelArena, type Dense, type KernelArena } from './kernel-arena.js';
import { createTokenizer } from './tokenizer.js';

/** A unit vector of 512 numbers for a text that is not blank. */
export type EncodeSentence = (text: string) => Float32Array;

const MAX_PIECES = 128;
const VOCABULARY = 8_002;
const EMBEDDING = 256;
const WIDTH = 512;
const INNER = 1_536;
const HEADS = 4;
const EPSILON = 1e-6;
const ARENA_BYTES = 32 * 1024 * 1024;

interface Norm {
  scale: Float32Array;
  bias: Float32Array;
}

interface Layer {
  width: number;
  attentionNorm: Norm;
  attentionIn: Dense;
  attentionOut: Dense;
  feedNorm: Norm;
  feedIn: Dense;
  feedOut: Dense;
}

interface Model {
  embeddings: Block;
  frequencies: Float32Array;
  widen: Dense;
  layers: [Layer, Layer];
  output: Dense;
}

/**
 * Universal Sentence Encoder lite: word pieces with their positions, two transformer layers, the mean over positions,
 * one dense layer. The first 128 pieces count. Its weights take 28 MB, its work about two.
 */
export function createSentenceEncoder(files: EncoderFiles = openEncoderFiles()): EncodeSentence {
  const tokenize = createTokenizer(files.vocabulary);
  const arena = createKernelArena(ARENA_BYTES);
  const model = loadModel(files, arena);
  const pieces = arena.allocate(MAX_PIECES * EMBEDDING);
  const state = arena.allocate(MAX_PIECES * WIDTH);
  const normal = arena.allocate(MAX_PIECES * WIDTH);
  const wide = arena.allocate(MAX_PIECES * INNER);
  const change = arena.allocate(MAX_PIECES * WIDTH);

  function runLayer(layer: Layer, input: Block, rows: number): void {
    normalize(input.values, normal.values, layer.attentionNorm, rows);
    arena.apply(layer.attentionIn, normal, wide, rows);
    attend(wide.values, normal.values, { rows, width: layer.width, heads: HEADS });
    arena.apply(layer.attentionOut, normal, change, rows);
    addTo(state.values, change.values, rows * WIDTH);
    normalize(state.values, normal.values, layer.feedNorm, rows);
    arena.apply(layer.feedIn, normal, wide, rows);
    cutNegative(wide.values, rows * INNER);
    arena.apply(layer.feedOut, wide, change, rows);
    addTo(state.values, change.values, rows * WIDTH);
  }

  return (text) => {
    const ids = tokenize(text).slice(0, MAX_PIECES);
    placePieces(model, ids, pieces.values);
    arena.apply(model.widen, pieces, state, ids.length);
    runLayer(model.layers[0], pieces, ids.length);
    runLayer(model.layers[1], state, ids.length);
    normal.values.set(meanRow(state.values, ids.length));
    arena.apply(model.output, normal, change, 1);
    return toUnit(change.values.subarray(0, WIDTH).map(Math.tanh));
  };
}

function loadModel(files: EncoderFiles, arena: KernelArena): Model {
  const read = (name: string, length: number) => {
    const tensor = new Float32Array(length);
    files.readTensor(name, tensor);
    return tensor;
  };
  // Weights are copied when they are packed, so that one buffer serves all of them.
  const scratch = new Float32Array(WIDTH * INNER);
  const readWeights = (name: string, length: number) => {
    const tensor = scratch.subarray(0, length);
    files.readTensor(name, tensor);
    return tensor;
  };
  const transformer = 'Encoder_en/KonaTransformer/Encode';
  const norm = (place: string, width: number): Norm => ({
    scale: read(`${place}/layer_norm/layer_norm_scale/ConcatPartitions/concat`, width),
    bias: read(`${place}/layer_norm/layer_norm_bias/ConcatPartitions/concat`, width),
  });

  function loadLayer(number: number, width: number): Layer {
    const raw = `module/${transformer}/Layer_${number}/TransformerLayer`;
    const folded = `module_apply_default/${transformer}/Layer_${number}/TransformerLayer`;
    const stack = `module_apply_default/${transformer}/TransformerStack/Layer_${number}/TransformerLayer`;
    const attention = (part: string, inputs: number, outputs: number) =>
      arena.pack(
        readWeights(`${raw}/MultiheadAttention/${part}/kernel/part_0`, inputs * outputs),
        read(`${folded}/MultiheadAttention/${part}/bias/ConcatPartitions/concat`, outputs),
      );
    const feed = (part: string, inputs: number, outputs: number) =>
      arena.pack(
        readWeights(`${stack}/FFN/${part}/Tensordot/Reshape_1`, inputs * outputs),
        read(`${folded}/FFN/${part}/bias/ConcatPartitions/concat`, outputs),
      );
    return {
      width,
      attentionNorm: norm(`${folded}/layer_prepostprocess`, width),
      attentionIn: attention('qkv_transform_single', width, 3 * width),
      attentionOut: attention('output_transform_single', width, WIDTH),
      feedNorm: norm(`${folded}/FFN/layer_prepostprocess`, WIDTH),
      feedIn: feed('conv1', WIDTH, INNER),
      feedOut: feed('conv2', INNER, WIDTH),
    };
  }

  const embeddings = arena.allocate(VOCABULARY * EMBEDDING);
  files.readTensor('module/Embeddings_en', embeddings.values);
  const dense = `module_apply_default/${transformer}/Layer_0/TransformerLayer/dense`;
  const signal = `module_apply_default/${transformer}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal`;
  const hidden = 'module/Encoder_en/hidden_layers/tanh_layer_0';
  return {
    embeddings,
    frequencies: read(`${signal}/ExpandDims_1`, EMBEDDING / 2),
    widen: arena.pack(
      readWeights(`${dense}/kernel/ConcatPartitions/concat`, EMBEDDING * WIDTH),
      read(`${dense}/bias/ConcatPartitions/concat`, WIDTH),
    ),
    layers: [loadLayer(0, EMBEDDING), loadLayer(1, WIDTH)],
    output: arena.pack(readWeights(`${hidden}/weights`, WIDTH * WIDTH), read(`${hidden}/bias`, WIDTH)),
  };
}

/** One row a piece: its embedding twice plus sines and cosines of its position. */
function placePieces({ embeddings, frequencies }: Model, ids: readonly number[], rows: Float32Array): void {
  const half = frequencies.length;
  for (const [position, id] of ids.entries()) {
    const start = position * EMBEDDING;
    // Twice: the first layer adds its input to the sum of itself and the signal.
    for (let index = 0; index < EMBEDDING; index++) {
      rows[start + index] = 2 * (embeddings.values[id * EMBEDDING + index] ?? 0);
    }
    for (const [index, frequency] of frequencies.entries()) {
      const angle = position * frequency;
      rows[start + index] = (rows[start + index] ?? 0) + Math.sin(angle);
      rows[start + half + index] = (rows[start + half + index] ?? 0) + Math.cos(angle);
    }
  }
}

/** Layer normalisation of each row: mean 0, variance 1, then scale and bias. */
function normalize(from: Float32Array, to: Float32Array, { scale, bias }: Norm, rows: number): void {
  const width = scale.length;
  for (let start = 0; start < rows * width; start += width) {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += from[start + index] ?? 0;
    const mean = sum / width;
    let squares = 0;
    for (let index = 0; index < width; index++) squares += ((from[start + index] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + EPSILON);
    for (let index = 0; index < width; index++) {
      const value = ((from[start + index] ?? 0) - mean) * factor;
      to[start + index] = value * (scale[index] ?? 0) + (bias[index] ?? 0);
    }
  }
}

function addTo(target: Float32Array, values: Float32Array, length: number): void {
  for (let index = 0; index < length; index++) target[index] = (target[index] ?? 0) + (values[index] ?? 0);
}

function cutNegative(values: Float32Array, length: number): void {
  for (let index = 0; index < length; index++) values[index] = Math.max(values[index] ?? 0, 0);
}

function meanRow(values: Float32Array, rows: number): Float32Array {
  const mean = new Float32Array(WIDTH);
  for (let row = 0; row < rows; row++) addTo(mean, values.subarray(row * WIDTH, (row + 1) * WIDTH), WIDTH);
  return mean.map((value) => value / rows);
}

function toUnit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}
