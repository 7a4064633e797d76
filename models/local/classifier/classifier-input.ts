import { type Feature, toWordFeatures } from './word-features.js';

/** A text as the classifier sees it: its sentence vector and its hashed words, weighted against each other. */
export interface ClassifierInput {
  vector: Float32Array;
  words: readonly Feature[];
}

/** How much the words count beside the meaning; chosen by cross-validation over intents with few examples each. */
const WORDS_SHARE = 1;

/** Joins a text's sentence vector (unit length) with its words. */
export function toClassifierInput(text: string, vector: ArrayLike<number>): ClassifierInput {
  const words = toWordFeatures(text).map(({ bucket, weight }) => ({ bucket, weight: weight * WORDS_SHARE }));
  return { vector: Float32Array.from(vector), words };
}
