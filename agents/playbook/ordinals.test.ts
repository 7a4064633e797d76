import { describe, expect, it } from 'vitest';
import { findOrdinals } from './ordinals.js';

describe('places in a list', () => {
  it.each([
    ['the second one', [2]],
    ['compare the first and the third', [1, 3]],
    ['number 3 please', [3]],
    ['no. 2', [2]],
    ['option two', [2]],
    ['2', [2]],
    ['the last one', [-1]],
    ['this is the first time I write', []],
    ['my last order', []],
    ['I want two of them', []],
    ['order number 100123', []],
  ])('%s', (text, expected) => {
    expect(findOrdinals(text)).toEqual(expected);
  });
});
