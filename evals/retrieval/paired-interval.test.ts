import { describe, expect, it } from 'vitest';
import { createRandom, pairedInterval } from './paired-interval.js';

describe('pairedInterval', () => {
  it('has the difference within its interval, the same every time', () => {
    const ours = Array.from({ length: 80 }, (_, index) => (index % 4 === 0 ? 1 : 0.5));
    const theirs = ours.map((value, index) => value - (index % 3 === 0 ? 0.3 : 0));
    const first = pairedInterval(ours, theirs);
    expect(first.difference).toBeCloseTo(0.10125, 6);
    expect(first.low).toBeGreaterThan(0.06);
    expect(first.low).toBeLessThan(first.difference);
    expect(first.high).toBeGreaterThan(first.difference);
    expect(pairedInterval(ours, theirs)).toEqual(first);
  });

  it('contains 0 when neither is better', () => {
    const ours = [0, 1, 0, 1, 0, 1, 0, 1];
    const { low, high } = pairedInterval(ours, [...ours].reverse());
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});

describe('createRandom', () => {
  it('spreads over 0 to 1', () => {
    const random = createRandom(7);
    const draws = Array.from({ length: 5_000 }, random);
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
  });
});
