import type { Embedder } from '../embedder.js';
import { toClassifierInput } from './classifier/classifier-input.js';
import { normalizeText } from './classifier/normalize-text.js';
import { toLogits, toProbabilities } from './classifier/softmax-regression.js';
import { trainClassifier } from './classifier/train-classifier.js';
import { type TrainedClassifier, trainingKey } from './classifier/trained-classifier.js';
import { readTrainedClassifier } from './classifier/weights-file.js';
import type { RankedIntent } from './playbook.js';

/** The classes to tell apart, each by example utterances; `name` is the weights file's. */
export interface IntentClassifierOptions {
  name: string;
  intents: readonly { name: string; examples: readonly string[] }[];
  /** Always the local one: weights belong to the embedder that they were trained with. */
  embedder: Embedder;
  /** Told when there are no current weights and training happens at start. */
  onTraining?: ((name: string, utterances: number) => void) | undefined;
}

/** Ranks intents for a text; the scores are calibrated probabilities that sum to 1, best first. */
export interface IntentClassifier {
  rank(text: string, signal?: AbortSignal): Promise<RankedIntent[]>;
  /** Resolves when weights are loaded, or trained because there were no current ones. */
  ready(): Promise<void>;
}

/**
 * A classifier over sentence embeddings and words. It reads the weights that `npm run train` wrote; when the utterances
 * have changed since, it trains in the background and answers as soon as that is done.
 */
export function createIntentClassifier(options: IntentClassifierOptions): IntentClassifier {
  const [only, ...others] = options.intents;
  if (only === undefined) throw new TypeError(`the classifier ${options.name} has no intents`);
  if (others.length === 0) return createSingleIntent(only.name);
  return createClassifier(options.embedder, () => loadOrTrain(options));
}

/**
 * A trained classifier by its name alone, for whoever may not see the utterances that it was trained on. Everything
 * rejects, and says what to do, while there are no weights for this embedder.
 */
export function createTrainedClassifier(options: { name: string; embedder: Embedder }): IntentClassifier {
  return createClassifier(options.embedder, async () => {
    const stored = await readTrainedClassifier(options.name);
    if (stored?.embedder === options.embedder.id) return stored;
    throw new Error(`there are no weights of the classifier ${options.name}: run "npm run train"`);
  });
}

/** A classifier of weights that are at hand. */
export function createClassifierOf(trained: TrainedClassifier, embedder: Embedder): IntentClassifier {
  return createClassifier(embedder, async () => trained);
}

function createClassifier(embedder: Embedder, read: () => Promise<TrainedClassifier>): IntentClassifier {
  let loading: Promise<TrainedClassifier> | undefined;

  function load(): Promise<TrainedClassifier> {
    loading ??= read().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    async rank(text, signal) {
      const normalized = normalizeText(text);
      const [vector = []] = await embedder.embed([normalized], signal);
      const { model, temperature, classes } = await load();
      const scores = toProbabilities(toLogits(model, toClassifierInput(normalized, vector)), temperature);
      return classes
        .map((intent, index) => ({ intent, score: scores[index] ?? 0 }))
        .sort((left, right) => right.score - left.score);
    },
    async ready() {
      await load();
    },
  };
}

async function loadOrTrain(options: IntentClassifierOptions): Promise<TrainedClassifier> {
  const key = trainingKey(options.intents, options.embedder.id);
  const stored = await readTrainedClassifier(options.name);
  if (stored?.key === key) return stored;
  const utterances = options.intents.reduce((sum, intent) => sum + intent.examples.length, 0);
  options.onTraining?.(options.name, utterances);
  return trainClassifier(options.intents, options.embedder);
}

function createSingleIntent(intent: string): IntentClassifier {
  return { rank: async () => [{ intent, score: 1 }], ready: async () => {} };
}
