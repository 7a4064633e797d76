import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceBand, supportOf } from './evidence.js';

describe('evidenceBand', () => {
  it.each([
    ['many rare words and a near meaning', { words: 12, cosine: 0.6, information: 3 }, 'strong'],
    ['some words of an off-topic question', { words: 4, cosine: 0.2, information: 2 }, 'none'],
    ['half of a question', { words: 6, cosine: 0.3, information: 2 }, 'weak'],
    ['a question too vague to be about anything', { words: 2.8, cosine: 0.3, information: 0.6 }, 'weak'],
    ['no known word', { words: 0, cosine: 0.1, information: 1 }, 'none'],
    ['many words when there is no vector', { words: 14, cosine: undefined, information: 3 }, 'strong'],
  ])('judges %s', (_, evidence, band) => {
    expect(evidenceBand(evidence)).toBe(band);
  });

  it('never falls when a passage has more words or a nearer meaning', () => {
    const number = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(number(30), number(1), number(5), number(0.5), (words, cosine, more, nearer) => {
        const support = supportOf({ words, cosine });
        expect(supportOf({ words: words + more, cosine })).toBeGreaterThanOrEqual(support);
        expect(supportOf({ words, cosine: cosine + nearer })).toBeGreaterThanOrEqual(support);
      }),
    );
  });

  it('takes a negative cosine as no likeness', () => {
    expect(supportOf({ words: 5, cosine: -0.4 })).toBe(supportOf({ words: 5, cosine: 0 }));
  });
});
