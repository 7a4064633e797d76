import { describe, expect, it } from 'vitest';
import { areaUnderCurve, type JudgedBand, measureAbstention } from './abstention.js';

const judged = (answerable: boolean, band: JudgedBand['band'], support: number) => ({
  answerable,
  band,
  support,
});

describe('measureAbstention', () => {
  it('counts only `none` as abstention', () => {
    const figures = measureAbstention([
      judged(true, 'strong', 0.9),
      judged(true, 'none', 0.2),
      judged(false, 'none', 0.1),
      judged(false, 'weak', 0.5),
    ]);
    expect(figures).toEqual({
      answerable: 2,
      unanswerable: 2,
      precision: 0.5,
      recall: 0.5,
      wrong: 0.5,
      auroc: 0.75,
    });
  });

  it('leaves open what cannot be divided', () => {
    const { precision, recall, auroc } = measureAbstention([judged(true, 'strong', 1)]);
    expect([precision, recall, auroc]).toEqual([undefined, undefined, undefined]);
  });
});

describe('areaUnderCurve', () => {
  it('is the chance that one of the first is above one of the second, ties half', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
    expect(areaUnderCurve([1], [1])).toBe(0.5);
    expect(areaUnderCurve([1, 3], [2])).toBe(0.5);
  });
});
