import { describe, expect, it } from 'vitest';
import { trainingKey } from '../models/local/classifier/trained-classifier.js';
import { readTrainedClassifier } from '../models/local/classifier/weights-file.js';
import { LOCAL_EMBEDDER_ID } from '../models/local/embedder.js';
import { findClassifiers } from './find-classifiers.js';

const sources = await findClassifiers();

describe('the trained weights', () => {
  it.each(sources)(
    'of $name belong to its utterances (npm run train)',
    async ({ name, intents, training }) => {
      const trained = await readTrainedClassifier(name);
      expect(trained?.key).toBe(trainingKey(intents, LOCAL_EMBEDDER_ID, training));
      expect(trained?.classes).toEqual(intents.map((intent) => intent.name));
    },
  );

  it.each(sources)('of $name rest on utterances that are not in two intents', ({ intents }) => {
    const seen = new Map<string, string>();
    for (const { name, examples } of intents) {
      for (const example of examples) {
        const words = example
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, ' ')
          .trim();
        expect.soft(seen.get(words) ?? name, `"${example}"`).toBe(name);
        seen.set(words, name);
      }
    }
  });
});
