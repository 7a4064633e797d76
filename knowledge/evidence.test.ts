import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceBand, supportOf } from './evidence.js';

const good: Evidence = { words: 1.2, lead: 0.5, agreement: 1, near: 0.5, foreign: 0.5, information: 2 };

describe('evidenceBand', () => {
  it.each([
    ['the words and the meaning of one document', {}, 'strong'],
    [
      'words that stand in every document alike',
      { words: 0.6, lead: 0.1, agreement: 0.2, near: 0.35 },
      'weak',
    ],
    ['another subject', { words: 0.3, lead: 0.1, agreement: 0.2, near: 0.2, foreign: 0.8 }, 'none'],
    [
      'a question too vague to be about anything',
      { words: 0.3, lead: 0.1, agreement: 0.2, near: 0.2, foreign: 0.6, information: 0.6 },
      'weak',
    ],
    ['no known word', { words: 0, lead: 0, agreement: 1, near: 0.1, foreign: 1 }, 'none'],
    ['half of the words where only one product was looked at', { words: 0.4, narrowed: true }, 'weak'],
    ['all words where only one product was looked at', { narrowed: true }, 'strong'],
    ['all words when there is no vector', { agreement: undefined, near: undefined }, 'strong'],
  ] as const)('judges %s', (_, evidence, band) => {
    expect(evidenceBand({ ...good, ...evidence })).toBe(band);
  });

  it('never falls when there is more to show', () => {
    const share = () => fc.double({ min: 0, max: 1, noNaN: true });
    const evidence = fc.record({
      words: share(),
      lead: share(),
      agreement: share(),
      near: share(),
      foreign: share(),
    });
    fc.assert(
      fc.property(evidence, share(), (shown, more) => {
        const support = supportOf(shown);
        for (const key of ['words', 'lead', 'agreement', 'near'] as const) {
          expect(supportOf({ ...shown, [key]: shown[key] + more })).toBeGreaterThanOrEqual(support);
        }
        expect(supportOf({ ...shown, foreign: shown.foreign + more })).toBeLessThanOrEqual(support);
      }),
    );
  });

  it('takes a negative cosine as no likeness', () => {
    expect(supportOf({ ...good, near: -0.4 })).toBe(supportOf({ ...good, near: 0 }));
  });
});
