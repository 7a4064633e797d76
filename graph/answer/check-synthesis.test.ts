import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSynthesis } from './check-synthesis.js';

const PARTS = [
  'Order SB-100004 came to $1,299.00, paid with Visa ending in 4242. It was delivered on June 5, 2026.',
  'Ostra Barista Coffee Machine is under warranty until November 27, 2026.\n\n1. Fill the tank.\n2. Let 2 cups run. [coffee-machine-no-flow.3]',
];

describe('a text worded anew', () => {
  it.each([
    [
      'in other spellings',
      'Your order SB 100004 (1299 dollars, Visa 4242) came on 5 June. The warranty runs until 27 November 2026. Fill the tank and let two cups run [coffee-machine-no-flow.3].',
    ],
    [
      'with ISO dates',
      'SB-100004 (USD 1,299, Visa 4242, delivered 2026-06-05) is covered until 2026-11-27; run 2 cups [coffee-machine-no-flow.3].',
    ],
    ['with the parts as they are', PARTS.join(' ')],
  ])('is faithful %s', (_, text) => {
    expect(checkSynthesis(PARTS, text)).toEqual({ lost: [], invented: [] });
  });

  it.each([
    ['amount', '$1,299.00', '$1,199.00', 'amounts 129900', 'amounts 119900'],
    ['date', 'June 5, 2026', 'June 6, 2026', 'dates 2026-06-05', 'dates 2026-06-06'],
    ['id', 'SB-100004', 'SB-100005', 'ids sb100004', 'ids sb100005'],
    [
      'citation',
      'coffee-machine-no-flow.3',
      'coffee-machine-no-flow.4',
      'citations coffee-machine-no-flow.3',
      'citations coffee-machine-no-flow.4',
    ],
    ['number', '4242', '4243', 'numbers 4242', 'numbers 4243'],
  ])('is found out when it changes a %s', (_, from, to, lost, invented) => {
    const check = checkSynthesis(PARTS, PARTS.join(' ').replace(from, to));
    expect(check).toEqual({ lost: [lost], invented: [invented] });
  });

  it('is found out when it leaves out a part or adds a deadline', () => {
    expect(checkSynthesis(PARTS, PARTS[0] ?? '').lost).toContain('dates 2026-11-27');
    expect(checkSynthesis(PARTS, `${PARTS.join(' ')} It takes 3 days.`).invented).toEqual(['numbers 3']);
  });

  it('may give a date its year or leave it out, and nothing else', () => {
    expect(checkSynthesis(['It came on June 5.'], 'It came on June 5, 2026.').invented).toEqual([]);
    expect(checkSynthesis(['It came on June 5, 2025.'], 'It came on June 5, 2026.').invented).toEqual([
      'dates 2026-06-05',
    ]);
  });

  it('keeps any amount in any spelling, and notices any other amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 99_999_999 }),
        fc.integer({ min: 1, max: 999 }),
        (cents, more) => {
          const plain = (value: number): string => (value / 100).toFixed(2);
          const printed = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(
            cents / 100,
          );
          const part = `It came to ${printed}.`;
          expect(checkSynthesis([part], `You paid ${plain(cents)} dollars.`)).toEqual({
            lost: [],
            invented: [],
          });
          expect(checkSynthesis([part], `You paid $${plain(cents + more)}.`).lost).toHaveLength(1);
          expect(checkSynthesis([part], `You paid $${plain(cents + more)}.`).invented).toHaveLength(1);
        },
      ),
    );
  });
});
