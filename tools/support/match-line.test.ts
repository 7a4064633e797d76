import { describe, expect, it } from 'vitest';
import { matchLines } from './match-line.js';

const line = (itemId: string, productId: string, productName: string) => ({ itemId, productId, productName });
const lines = [
  line('10000001', 'red-kettle', 'Red Kettle'),
  line('10000002', 'blue-kettle', 'Blue Kettle'),
  line('10000003', 'toaster', 'Two Slice Toaster'),
];
const idsFor = (typed: string) => matchLines(lines, typed).map((found) => found.productId);

describe('matchLines', () => {
  it('takes an id for what it is', () => {
    expect(idsFor('10000002')).toEqual(['blue-kettle']);
    expect(idsFor('red-kettle')).toEqual(['red-kettle']);
  });

  it('prefers the line that shares the most words, and gives all that share as many', () => {
    expect(idsFor('my blue kettle')).toEqual(['blue-kettle']);
    expect(idsFor('kettles')).toEqual(['red-kettle', 'blue-kettle']);
  });

  it('gives nothing for words that fit nothing', () => {
    expect(idsFor('bicycle')).toEqual([]);
    expect(idsFor('')).toEqual([]);
  });
});
