import type { Embedder } from '../../embedder.js';
import { toClassifierInput } from './classifier-input.js';
import { fitTemperature } from './fit-temperature.js';
import { normalizeText } from './normalize-text.js';
import { createSoftmaxTrainer, type SoftmaxTrainer } from './softmax-trainer.js';
import { type TrainedClassifier, trainingKey } from './trained-classifier.js';

const TRAINING = { decay: 1e-3, rounds: 100 };
const FOLDS = 4;

/** What held-out utterances said of a training: how many were ranked first correctly. */
export interface TrainingReport extends TrainedClassifier {
  heldOutAccuracy: number;
}

/**
 * Trains on all utterances; the temperature comes from utterances held out in turn, so that the probabilities are those
 * of wordings not seen: of the intent, or of its group where intents fall into some. Takes seconds for hundreds of
 * utterances, minutes for thousands.
 */
export async function trainClassifier(
  intents: readonly { name: string; examples: readonly string[] }[],
  embedder: Embedder,
  groupOf?: (intent: string) => string,
): Promise<TrainingReport> {
  const texts = intents.flatMap((intent) => intent.examples.map(normalizeText));
  const labels = intents.flatMap((intent, index) => intent.examples.map(() => index));
  const vectors = await embedder.embed(texts);
  const inputs = texts.map((text, index) => toClassifierInput(text, vectors[index] ?? []));
  const trainer = createSoftmaxTrainer(inputs, labels, intents.length);
  const heldOut = await heldOutLogits(trainer, texts.length);
  const right = heldOut.filter((logits, index) => logits.indexOf(Math.max(...logits)) === labels[index]);
  return {
    key: trainingKey(intents, embedder.id),
    embedder: embedder.id,
    classes: intents.map((intent) => intent.name),
    model: (await trainer.train(TRAINING)).toModel(),
    temperature: fitTemperature(heldOut, labels, groupOf && intents.map(({ name }) => groupOf(name))),
    heldOutAccuracy: right.length / texts.length,
  };
}

/** The logits that each utterance gets from a training that did not see it. */
async function heldOutLogits(trainer: SoftmaxTrainer, examples: number): Promise<(readonly number[])[]> {
  const logits: (readonly number[])[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const trained = await trainer.train(TRAINING, (example) => example % FOLDS === fold);
    for (let example = fold; example < examples; example += FOLDS) {
      logits[example] = trained.logits[example] ?? [];
    }
  }
  return logits;
}
