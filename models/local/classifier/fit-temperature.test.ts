import { describe, expect, it } from 'vitest';
import { fitTemperature } from './fit-temperature.js';
import { toProbabilities } from './softmax-regression.js';

describe('the temperature', () => {
  it('makes probabilities as large as the classifier is often right', () => {
    // Right eight times in ten, and always as sure as can be.
    const logits = Array.from({ length: 10 }, () => [4, 0]);
    const labels = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
    const temperature = fitTemperature(logits, labels);
    expect(toProbabilities([4, 0], temperature)[0]).toBeCloseTo(0.8, 1);
  });

  it('sharpens logits that are too modest', () => {
    const logits = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? [0.2, 0] : [0, 0.2]));
    const labels = logits.map((_, index) => index % 2);
    expect(fitTemperature(logits, labels)).toBeLessThan(0.1);
  });
});
