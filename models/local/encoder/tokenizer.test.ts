import { describe, expect, it } from 'vitest';
import { openEncoderFiles } from './encoder-files.js';
import { createTokenizer } from './tokenizer.js';

const reserved: [string, number][] = ['?', '<s>', '</s>', '1', '2', '3'].map((piece) => [piece, 0]);
const vocabulary: [string, number][] = [
  ...reserved,
  ['\u2581', -3],
  ['\u2581or', -4],
  ['\u2581order', -5],
  ['d', -3],
  ['e', -3],
  ['r', -3],
  ['o', -3],
  ['s', -2],
];
const tokenize = createTokenizer(vocabulary);
const pieces = (text: string) => tokenize(text).map((id) => vocabulary[id]?.[0]);

describe('the tokenizer', () => {
  it('takes the likeliest way to cut a text, not the longest piece first', () => {
    expect(pieces('order')).toEqual(['\u2581order']);
    expect(pieces('orders')).toEqual(['\u2581order', 's']);
    expect(pieces('ord')).toEqual(['\u2581or', 'd']);
  });

  it('marks where words begin', () => {
    expect(pieces('s or')).toEqual(['\u2581', 's', '\u2581or']);
  });

  it('counts a run of unknown symbols once, whatever they are', () => {
    expect(pieces('s\u{1f600}\u{1f600}s')).toEqual(['\u2581', 's', '?', 's']);
    expect(tokenize('')).toHaveLength(1);
  });

  it('knows each word of an ordinary sentence in the real vocabulary', () => {
    const ids = createTokenizer(openEncoderFiles().vocabulary)('Where is my order?');
    expect(ids).toHaveLength(5);
    expect(ids).not.toContain(0);
  });

  it('is quick with the longest message that a customer may send', () => {
    const started = performance.now();
    tokenize('order '.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
