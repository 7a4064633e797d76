import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJsonLines } from '../evals/retrieval/judged-questions.js';
import { LabelledMessage } from '../evals/routing/labelled-message.js';
import { predict } from '../evals/routing/predict.js';
import { exactSet, isRight, type Judged, share } from '../evals/routing/routing-metrics.js';
import { createRouter } from '../graph/understand/router.js';
import type { Embedder } from '../models/embedder.js';
import { createLocalEmbedder } from '../models/local/embedder.js';
import { createTrainedClassifier } from '../models/local/intent-classifier.js';

const messages = await readJsonLines(
  new URL('../evals/routing/messages.jsonl', import.meta.url),
  LabelledMessage,
);
const judged: Judged[] = [];

let embedder: Embedder;
beforeAll(async () => {
  embedder = createLocalEmbedder();
  const classifier = createTrainedClassifier({ name: 'router', embedder });
  const router = createRouter((text, signal) => classifier.rank(text, signal));
  for (const message of messages) judged.push({ message, prediction: await predict(router, message) });
});
afterAll(() => embedder.close());

const ofKind = (isMulti: boolean) => judged.filter(({ message }) => (message.kind === 'multi') === isMulti);

describe('the router over the trained classifier, on messages that it was not trained on', () => {
  it('is asked more than a hundred', () => expect(messages.length).toBeGreaterThan(100));

  it('gives at least six in seven with one request to the right agent', () => {
    const wrong = ofKind(false).filter((one) => !isRight(one));
    const told = wrong.map(({ message, prediction }) => `${message.text}: ${prediction.labels.join()}`);
    expect(share(ofKind(false), isRight), told.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it('finds exactly who is asked in at least nine in ten with several', () => {
    expect(exactSet(ofKind(true))).toBeGreaterThanOrEqual(0.9);
  });

  it('is right in at least fifteen of sixteen that it decides alone', () => {
    const alone = judged.filter(({ prediction }) => prediction.decidedLocally);
    expect(alone.length / judged.length).toBeGreaterThan(0.6);
    expect(share(alone, isRight)).toBeGreaterThanOrEqual(15 / 16);
  });
});
