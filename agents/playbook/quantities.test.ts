import { describe, expect, it } from 'vitest';
import { findKeptQuantity, findQuantity } from './quantities.js';

describe('a number of pieces', () => {
  it.each([
    ['I bought three cables in SB-101086 and want to return just one of them', 1],
    ['please take back 1 piece', 1],
    ['return 1 of 3 from SB-100778', 1],
    ['send back two', 2],
    ['only 2', 2],
    ['just one', 1],
    ['three of the bulbs are broken', 3],
    ['one of the items is missing', undefined],
    ['it is 2 years old', undefined],
    ['return SB-100778', undefined],
    ['return order 100778', undefined],
  ])('%j: %j', (text, count) => expect(findQuantity(text)).toBe(count));

  it('can be what is kept', () => {
    expect(findKeptQuantity('I keep the other two')).toBe(2);
    expect(findKeptQuantity('I keep it')).toBeUndefined();
  });
});
