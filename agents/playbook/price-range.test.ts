import { describe, expect, it } from 'vitest';
import { findPriceRange, withoutPrice } from './price-range.js';

describe('price limits', () => {
  it.each([
    ['under 150', { max: 150 }],
    ['not more than $99.50', { max: 99.5 }],
    ['between 50 and 100 euros', { min: 50, max: 100 }],
    ['from 100 to 50', { min: 50, max: 100 }],
    ['40-60 dollars', { min: 40, max: 60 }],
    ['around 80 euros', { min: 56, max: 96 }],
    ['at least 200', { min: 200 }],
    ['over 1,000 but less than 1.500', { min: 1_000, max: 1_500 }],
    ['I have 100 to spend', { max: 100 }],
    ['my budget is 2k', { max: 2_000 }],
    ['the budget is roughly 200', { max: 220 }],
    ['a tv under 55 inch', {}],
    ['a fan for 40 square metres', {}],
    ['for 2 people', {}],
    ['headphones', {}],
  ])('%s', (text, expected) => {
    expect(findPriceRange(text)).toEqual(expected);
  });

  it('are taken out of what is searched for', () => {
    expect(withoutPrice('kettle under 50 euros').trim()).toBe('kettle');
  });
});
