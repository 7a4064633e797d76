import type { Embedder } from '../../embedder.js';
import { type ClassifierInput, toClassifierInput } from './classifier-input.js';
import { fitTemperature } from './fit-temperature.js';
import { toLogits, trainSoftmax } from './softmax-regression.js';
import { type TrainedClassifier, trainingKey } from './trained-classifier.js';

const TRAINING = { decay: 1e-3, rounds: 120 };
const FOLDS = 5;

/** What held-out utterances said of a training: how many were ranked first correctly. */
export interface TrainingReport extends TrainedClassifier {
  heldOutAccuracy: number;
}

/**
 * Trains on all utterances; the temperature comes from utterances held out in turn, so that the probabilities are those
 * of wordings not seen. Takes a few seconds for some hundred utterances, most of it in the embedder.
 */
export async function trainClassifier(
  intents: readonly { name: string; examples: readonly string[] }[],
  embedder: Embedder,
): Promise<TrainingReport> {
  const texts = intents.flatMap((intent) => intent.examples);
  const labels = intents.flatMap((intent, index) => intent.examples.map(() => index));
  const vectors = await embedder.embed(texts);
  const inputs = texts.map((text, index) => toClassifierInput(text, vectors[index] ?? []));
  const heldOut = await heldOutLogits(inputs, labels, intents.length);
  const right = heldOut.filter((logits, index) => logits.indexOf(Math.max(...logits)) === labels[index]);
  return {
    key: trainingKey(intents, embedder.id),
    embedder: embedder.id,
    classes: intents.map((intent) => intent.name),
    model: await trainSoftmax(inputs, labels, intents.length, TRAINING),
    temperature: fitTemperature(heldOut, labels),
    heldOutAccuracy: right.length / texts.length,
  };
}

async function heldOutLogits(
  inputs: readonly ClassifierInput[],
  labels: readonly number[],
  classes: number,
): Promise<number[][]> {
  const logits: number[][] = inputs.map(() => []);
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = [...inputs.keys()].filter((index) => index % FOLDS !== fold);
    const model = await trainSoftmax(pick(inputs, kept), pick(labels, kept), classes, TRAINING);
    for (const [index, input] of inputs.entries()) {
      if (index % FOLDS === fold) logits[index] = toLogits(model, input);
    }
  }
  return logits;
}

function pick<T>(values: readonly T[], positions: readonly number[]): T[] {
  return positions.flatMap((position) => values.slice(position, position + 1));
}
