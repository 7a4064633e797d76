import { describe, expect, it } from 'vitest';
import { printMoney } from '../print-money.js';
import { compareProductViews } from './comparison.js';
import type { ProductView } from './product-view.js';

function product(productId: string, cents: number, more: Partial<ProductView> = {}): ProductView {
  const price = printMoney(cents, 'USD', 'en-US');
  return {
    productId,
    name: productId,
    brand: 'Testa',
    category: 'lamp',
    description: '',
    attributes: {},
    priceFrom: price,
    priceTo: price,
    inStock: true,
    rating: null,
    items: [],
    finalSale: false,
    warrantyMonths: 24,
    consumable: false,
    compatibleWith: [],
    ...more,
  };
}

const one = product('one', 2_000, {
  attributes: { 'battery life': '8 h' },
  rating: { average: 4, count: 2 },
});
const two = product('two', 1_000, { attributes: { colour: 'red' }, inStock: false });

describe('compareProductViews', () => {
  it('has a row for everything that one of them says, null where another says nothing', () => {
    const { rows } = compareProductViews([one, two], []);
    expect(rows).toEqual([
      { aspect: 'price', values: ['$20.00', '$10.00'], same: false },
      { aspect: 'in stock', values: ['yes', 'no'], same: false },
      { aspect: 'rating', values: ['4.0 of 5 (2)', null], same: false },
      { aspect: 'warranty', values: ['24 months', '24 months'], same: true },
      { aspect: 'battery life', values: ['8 h', null], same: false },
      { aspect: 'colour', values: [null, 'red'], same: false },
    ]);
  });

  it('names the cheapest and the best rated', () => {
    expect(compareProductViews([one, two], [])).toMatchObject({ cheapest: 'two', bestRated: 'one' });
    expect(compareProductViews([two, two], []).bestRated).toBeNull();
  });

  it('keeps to the aspects asked for and owns up to those it knows nothing of', () => {
    const { rows, unknownAspects } = compareProductViews([one, two], ['batteries', 'loudness']);
    expect(rows.map((row) => row.aspect)).toEqual(['battery life']);
    expect(unknownAspects).toEqual(['loudness']);
  });
});
