import { describe, expect, it } from 'vitest';
import type { ProductRecord } from './product-record.js';
import { missesOf, type ProductFilter } from './search-filter.js';
import { whyItFits, whyItMisses } from './why.js';

const none: ProductFilter = {
  category: undefined,
  brand: undefined,
  minCents: undefined,
  maxCents: undefined,
  options: [],
  inStock: false,
};
const item = { itemId: '1', options: { colour: 'Black', size: 'L' }, priceCents: 5_000, quantity: 0 };
const record: ProductRecord = {
  id: 'x',
  name: 'X',
  category: 'lamp',
  brand: 'Testa',
  description: '',
  attributes: {},
  consumable: false,
  finalSale: false,
  warrantyMonths: 0,
  compatibleWith: [],
  currency: 'USD',
  items: [item, { ...item, itemId: '2', priceCents: 9_000, quantity: 5 }],
  ratingAverage: null,
  ratingCount: 0,
};

describe('missesOf', () => {
  it.each([
    [{}, []],
    [{ minCents: 5_000, maxCents: 5_000 }, []],
    [{ minCents: 5_001 }, ['below-price']],
    [{ maxCents: 4_999 }, ['above-price']],
    [{ options: ['black', 'l'] }, []],
    [{ options: ['black', 'xl'] }, ['options']],
    [{ inStock: true, maxCents: 1 }, ['above-price', 'stock']],
  ])('%j misses %j', (filter, misses) => expect(missesOf(item, { ...none, ...filter })).toEqual(misses));
});

describe('whyItMisses', () => {
  it('tells of the variant that misses least', () => {
    const filter = { ...none, maxCents: 6_000, inStock: true };
    expect(whyItMisses({ record, filter, locale: 'en-US' })).toEqual(['is out of stock']);
    const cheap = { ...none, maxCents: 4_000 };
    expect(whyItMisses({ record, filter: cheap, locale: 'en-US' })).toEqual([
      'costs $50.00, above the price asked for',
    ]);
    expect(whyItMisses({ record: { ...record, items: [] }, filter, locale: 'en-US' })).toEqual([
      'has no variant on sale',
    ]);
  });
});

describe('whyItFits', () => {
  it('names the words and the filters that it meets', () => {
    const filter = { ...none, minCents: 1, options: ['black'], brand: 'testa', inStock: true };
    expect(whyItFits({ record, matched: ['lamp'], filter })).toEqual([
      'matches "lamp"',
      'within the price range',
      'comes in black',
      'made by Testa',
      'in stock',
    ]);
    expect(whyItFits({ record, matched: [], filter: none })).toEqual(['close to what was described']);
  });
});
