import { createHash } from 'node:crypto';
import type { SoftmaxModel } from './softmax-regression.js';
import type { TrainingOptions } from './softmax-trainer.js';

/** Raised when features or training change, so that weights of before are not taken for current. */
const RECIPE = 3;

/** A trained model, and the temperature that turns its logits into honest probabilities. */
export interface TrainedClassifier {
  key: string;
  /** The embedder whose vectors it was trained on. */
  embedder: string;
  /** Names of the classes, in the order of the model's rows. */
  classes: readonly string[];
  model: SoftmaxModel;
  temperature: number;
}

/** What weights belong to: the utterances in their order, the embedder, the recipe, and what a training does otherwise. */
export function trainingKey(
  intents: readonly { name: string; examples: readonly string[] }[],
  embedderId: string,
  training?: TrainingOptions,
): string {
  const own = training === undefined ? [] : [training];
  const utterances = intents.map(({ name, examples }) => [name, examples]);
  const content = JSON.stringify([RECIPE, embedderId, utterances, ...own]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
