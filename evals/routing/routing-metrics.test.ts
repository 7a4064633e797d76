import { describe, expect, it } from 'vitest';
import { LabelledMessage } from './labelled-message.js';
import {
  calibrationError,
  exactSet,
  isRight,
  type Judged,
  macroF1,
  microF1,
  outOfScopeAuroc,
  percentile,
  wronglyGeneral,
} from './routing-metrics.js';

function judged(
  accept: string[],
  labels: string[],
  more: { oos?: boolean; confidence?: number; outOfScope?: number } = {},
): Judged {
  const { oos = false, confidence = 1, outOfScope = 0 } = more;
  return {
    message: LabelledMessage.parse({ id: 'x', text: 'x', labels: accept, accept, oos }),
    prediction: {
      id: 'x',
      labels,
      confidence,
      outOfScope,
      decidedLocally: true,
      requests: [],
      milliseconds: 1,
    },
  };
}

describe('the routing figures', () => {
  it('take any accepted label, and no label beside it that is not', () => {
    expect(isRight(judged(['a', 'b'], ['b']))).toBe(true);
    expect(isRight(judged(['a'], ['a', 'c']))).toBe(false);
    expect(isRight(judged(['a'], []))).toBe(false);
  });

  it('count sets of labels whatever their order', () => {
    const two = [judged(['a', 'b'], ['b', 'a']), judged(['a', 'b'], ['a'])];
    expect(exactSet(two)).toBe(0.5);
    expect(microF1(two)).toBeCloseTo((2 * 3) / (4 + 3), 9);
  });

  it('weigh rare labels like common ones', () => {
    const often = Array.from({ length: 9 }, () => judged(['a'], ['a']));
    expect(macroF1([...often, judged(['b'], ['a'])])).toBeCloseTo((18 / 19 + 0) / 2, 9);
  });

  it('see what only the supervisor got', () => {
    expect(
      wronglyGeneral([judged(['a'], ['general']), judged(['a'], ['b']), judged(['general'], ['general'])]),
    ).toBe(0.5);
  });

  it('rank messages out of scope above the others, ties counting half', () => {
    const outside = judged(['general'], ['general'], { oos: true, outOfScope: 0.5 });
    expect(outOfScopeAuroc([outside, judged(['a'], ['a'], { outOfScope: 0.1 })])).toBe(1);
    expect(outOfScopeAuroc([outside, judged(['a'], ['a'], { outOfScope: 0.5 })])).toBe(0.5);
  });

  it('see confidence that is not earned', () => {
    const sure = [judged(['a'], ['a'], { confidence: 0.95 }), judged(['a'], ['b'], { confidence: 0.95 })];
    expect(calibrationError(sure)).toBeCloseTo(0.45, 9);
  });

  it('find percentiles', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3);
    expect(percentile([1, 2], 0.99)).toBe(2);
  });
});
