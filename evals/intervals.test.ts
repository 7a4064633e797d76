import { describe, expect, it } from 'vitest';
import { bootstrap, toPercent, wilson } from './intervals.js';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('intervals', () => {
  it("are Wilson's for shares", () => {
    const tenths = wilson([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], (value) => value === 1);
    expect(tenths.low).toBeCloseTo(0.0179, 3);
    expect(tenths.high).toBeCloseTo(0.4042, 3);
    expect(wilson([1, 1, 1], () => true).low).toBeLessThan(0.5);
  });

  it('hold the figure of the sample and narrow as it grows', () => {
    const few = Array.from({ length: 20 }, (_, index) => index % 2);
    const many = Array.from({ length: 2_000 }, (_, index) => index % 2);
    const wide = bootstrap(few, mean);
    const narrow = bootstrap(many, mean);
    expect(wide.low).toBeLessThan(0.5);
    expect(wide.high).toBeGreaterThan(0.5);
    expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 4);
    expect(bootstrap(few, mean)).toEqual(wide);
  });

  it('are written in hundredths', () => {
    expect(toPercent({ value: 0.9, low: 0.85, high: 0.95 })).toBe('90.0% (85.0 to 95.0)');
  });
});
