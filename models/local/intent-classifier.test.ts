import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../embedder.js';
import { createLocalEmbedder } from './embedder.js';
import { createIntentClassifier, createTrainedClassifier } from './intent-classifier.js';

const intents = [
  {
    name: 'track',
    examples: [
      'where is my parcel',
      'has my order shipped',
      'when will it arrive',
      'track the delivery',
      'is it late',
    ],
  },
  {
    name: 'return',
    examples: [
      'I want to send this back',
      'return the kettle',
      'it is not what I wanted, take it back',
      'return policy for my item',
      'give it back',
    ],
  },
  {
    name: 'recommend',
    examples: [
      'which headphones do you suggest',
      'find me a gift',
      'something under 50',
      'best laptop for school',
      'show me blenders',
    ],
  },
];

describe('the intent classifier', () => {
  let embedder: Embedder;
  beforeAll(() => {
    embedder = createLocalEmbedder();
  });
  afterAll(() => embedder.close());

  it('ranks wordings that were never shown, with scores that sum to 1', async () => {
    const classifier = createIntentClassifier({ name: 'unheard-of', intents, embedder });
    const ranked = await classifier.rank('could you tell me when the package gets here?');
    expect(ranked[0]?.intent).toBe('track');
    expect(ranked.map((entry) => entry.intent).sort()).toEqual(['recommend', 'return', 'track']);
    expect(ranked.reduce((sum, entry) => sum + entry.score, 0)).toBeCloseTo(1, 6);
  });

  it('says that it trains when there are no weights for these utterances, once', async () => {
    const told: [string, number][] = [];
    const classifier = createIntentClassifier({
      name: 'unheard-of',
      intents,
      embedder,
      onTraining: (name, utterances) => told.push([name, utterances]),
    });
    await Promise.all([classifier.ready(), classifier.ready(), classifier.rank('a gift')]);
    expect(told).toEqual([['unheard-of', 15]]);
  });

  it('ranks alike whatever the order number and however politely one asks', async () => {
    const classifier = createIntentClassifier({ name: 'unheard-of', intents, embedder });
    const plain = await classifier.rank('take order SB-100123 back');
    expect(await classifier.rank('Hello, could you please take order # 998877 back')).toEqual(plain);
  });

  it('needs no training for a single intent, and refuses none', async () => {
    const classifier = createIntentClassifier({ name: 'one', intents: intents.slice(0, 1), embedder });
    expect(await classifier.rank('anything')).toEqual([{ intent: 'track', score: 1 }]);
    expect(() => createIntentClassifier({ name: 'none', intents: [], embedder })).toThrow('no intents');
  });

  it('opens by name alone when it is trained, and says what to do when it is not', async () => {
    const unknown = createTrainedClassifier({ name: 'unheard-of', embedder });
    await expect(unknown.rank('hello')).rejects.toThrow('npm run train');
    const router = createTrainedClassifier({ name: 'router', embedder });
    const [first] = await router.rank('where has my parcel got to?');
    expect(first?.intent).toMatch(/^order-management\//);
    const other = createTrainedClassifier({ name: 'router', embedder: { ...embedder, id: 'another-512' } });
    await expect(other.ready()).rejects.toThrow('npm run train');
  });
});
