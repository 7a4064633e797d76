import type { Embedder } from '../../embedder.js';
import { toClassifierInput } from './classifier-input.js';
import { fitTemperature } from './fit-temperature.js';
import { normalizeText } from './normalize-text.js';
import { createSoftmaxTrainer, type SoftmaxTrainer, type TrainingOptions } from './softmax-trainer.js';
import { type TrainedClassifier, trainingKey } from './trained-classifier.js';

/** For classifiers of a few hundred utterances. */
const FEW: TrainingOptions = { decay: 1e-3, rounds: 100, crowd: 0.3, folds: 4 };

/** What held-out utterances said of a training: how many were ranked first correctly; NaN where none were. */
export interface TrainingReport extends TrainedClassifier {
  heldOutAccuracy: number;
}

/** What a classifier may have otherwise: groups of intents that need not be told apart, and its own way of training. */
export interface TrainingChoices {
  groupOf?: ((intent: string) => string) | undefined;
  training?: TrainingOptions | undefined;
  /** Known from another training of much the same utterances; without it, utterances are held out in turn to find it. */
  temperature?: number | undefined;
}

/**
 * Trains on all utterances; the temperature comes from utterances held out in turn, so that the probabilities are those
 * of wordings not seen: of the intent, or of its group where intents fall into some. Takes seconds for hundreds of
 * utterances, minutes for thousands.
 */
export async function trainClassifier(
  intents: readonly { name: string; examples: readonly string[] }[],
  embedder: Embedder,
  { groupOf, training = FEW, temperature }: TrainingChoices = {},
): Promise<TrainingReport> {
  const texts = intents.flatMap((intent) => intent.examples.map(normalizeText));
  const labels = intents.flatMap((intent, index) => intent.examples.map(() => index));
  const vectors = await embedder.embed(texts);
  const inputs = texts.map((text, index) => toClassifierInput(text, vectors[index] ?? []));
  const trainer = createSoftmaxTrainer(inputs, labels, intents.length);
  const heldOut = temperature === undefined ? await heldOutLogits(trainer, texts.length, training) : [];
  const right = heldOut.filter((logits, index) => logits.indexOf(Math.max(...logits)) === labels[index]);
  const groups = groupOf && intents.map(({ name }) => groupOf(name));
  return {
    key: trainingKey(intents, embedder.id, training === FEW ? undefined : training),
    embedder: embedder.id,
    classes: intents.map((intent) => intent.name),
    model: (await trainer.train(training)).toModel(),
    temperature: temperature ?? fitTemperature(heldOut, labels, groups),
    heldOutAccuracy: right.length / heldOut.length,
  };
}

/** The logits that each utterance gets from a training that did not see it. */
async function heldOutLogits(
  trainer: SoftmaxTrainer,
  examples: number,
  training: TrainingOptions,
): Promise<(readonly number[])[]> {
  const logits: (readonly number[])[] = [];
  for (let fold = 0; fold < training.folds; fold++) {
    const trained = await trainer.train(training, (example) => example % training.folds === fold);
    for (let example = fold; example < examples; example += training.folds) {
      logits[example] = trained.logits[example] ?? [];
    }
  }
  return logits;
}
