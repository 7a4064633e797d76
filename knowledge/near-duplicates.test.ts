import { describe, expect, it } from 'vitest';
import { withoutNearDuplicates } from './near-duplicates.js';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `word${from + index}`).join(' ');
const passages = (...contents: string[]) => contents.map((content) => ({ content }));

describe('withoutNearDuplicates', () => {
  it('keeps the first of passages that say the same, in order', () => {
    const same = words(0, 30);
    const found = passages(same, words(50, 30), `${same}!`, `${words(0, 29)} other`);
    expect(withoutNearDuplicates(found, 5)).toEqual([found[0], found[1]]);
  });

  it('keeps what differs in more than a few words, and short passages whatever they say', () => {
    const found = passages(words(0, 30), words(4, 30), 'Call us.', 'Call us.');
    expect(withoutNearDuplicates(found, 5)).toEqual(found);
  });

  it('fills up to the limit with what follows', () => {
    const same = words(0, 30);
    const found = passages(same, same, words(40, 30), words(80, 30));
    expect(withoutNearDuplicates(found, 2)).toEqual([found[0], found[2]]);
  });
});
