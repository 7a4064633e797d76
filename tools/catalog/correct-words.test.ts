import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctWords, editDistance } from './correct-words.js';

const vocabulary = new Map([
  ['headphones', 4],
  ['kettle', 2],
  ['kettles', 1],
  ['air', 3],
  ['fryer', 1],
  ['hair', 2],
  ['power', 5],
  ['tower', 1],
  ['toothbrush', 1],
]);
const correct = (text: string, unknown = text) =>
  correctWords(text.split(' '), new Set(unknown.split(' ')), vocabulary).join(' ');

describe('correctWords', () => {
  it.each([
    ['hedphones', 'headphones'],
    ['headphnoes', 'headphones'],
    ['ketle', 'kettle'],
    ['head phones', 'headphones'],
    ['tooth brush', 'toothbrush'],
    ['airfryer', 'air fryer'],
  ])('reads %j as %j', (typed, meant) => expect(correct(typed)).toBe(meant));

  it.each(['chair', 'mower', 'zzzzzz', 'ai', 'h3adphones', 'bicycle'])('leaves %j as it is', (typed) => {
    expect(correct(typed)).toBe(typed);
  });

  it('touches only the words that are unknown', () => {
    expect(correct('tower kettle hedphones', 'hedphones')).toBe('tower kettle headphones');
  });

  it('takes the word that more products have when two are as near', () => {
    const near = new Map([
      ['lamp', 1],
      ['lamb', 9],
    ]);
    expect(correctWords(['lamx'], new Set(['lamx']), near)).toEqual(['lamb']);
  });
});

describe('editDistance', () => {
  const words = fc.stringMatching(/^[a-c]{0,6}$/);

  it('counts a swap of neighbours once', () => {
    expect(editDistance('form', 'from', 3)).toBe(1);
    expect(editDistance('kitten', 'sitting', 5)).toBe(3);
  });

  it('is symmetric, zero only for equal words, and stops above the most', () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        const distance = editDistance(left, right, 9);
        expect(distance).toBe(editDistance(right, left, 9));
        expect(distance === 0).toBe(left === right);
        expect(editDistance(left, right, 1)).toBe(Math.min(distance, 2));
      }),
    );
  });
});
