import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOrderNumbers } from './order-numbers.js';

describe('order numbers in what a customer writes', () => {
  it.each([
    ['where is SB-100123?', ['SB-100123']],
    ['sb 100123 please', ['SB-100123']],
    ['#SB100123', ['SB-100123']],
    ['order sb_100123', ['SB-100123']],
    ['100123', ['SB-100123']],
    ['order number 100123 and 100124', ['SB-100123', 'SB-100124']],
    ['SB-100123, again SB-100123', ['SB-100123']],
    ['order no. 12345', ['12345']],
    ['order #W7730', ['W7730']],
    ['I paid 100000.00 for 2 of them', []],
    ['call me on 5551234567', []],
    ['I ordered 3 lamps in 2024', []],
    ['item 10492238', []],
  ])('%s', (text, expected) => {
    expect(findOrderNumbers(text)).toEqual(expected);
  });

  it('are found in any spelling of ours, wherever they stand', () => {
    const digits = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'));
    const prefix = fc.constantFrom('SB-', 'sb-', 'SB', 'sb ', '#SB-', 'Sb_');
    fc.assert(
      fc.property(digits, prefix, (number, before) => {
        expect(findOrderNumbers(`please look at ${before}${number}, thanks`)).toEqual([`SB-${number}`]);
      }),
    );
  });
});
