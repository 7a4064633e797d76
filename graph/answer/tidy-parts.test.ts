import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTidyParts } from './tidy-parts.js';

function tidy(parts: readonly string[], cut: (text: string) => string[] = (text) => [text]): string[] {
  const tidierOf = createTidyParts(parts.length);
  return parts.map((part, index) => {
    const tidier = tidierOf(index);
    return (
      cut(part)
        .map((piece) => tidier.push(piece))
        .join('') + tidier.flush()
    );
  });
}

describe('several parts of one answer', () => {
  it('greet once and close once', () => {
    expect(
      tidy([
        'Hello! Your order is on its way. Is there anything else I can do for you?',
        'Hello there! The warranty runs until May 5. Is there anything else?',
      ]),
    ).toEqual([
      'Hello! Your order is on its way. ',
      'The warranty runs until May 5. Is there anything else?',
    ]);
  });

  it('do not say a sentence again that an earlier one said', () => {
    const sorry = 'To see your orders, please sign in first.';
    expect(tidy([`${sorry} Then I can help.`, `${sorry} It is quick.`])).toEqual([
      `${sorry} Then I can help.`,
      'It is quick.',
    ]);
  });

  it('say what only begins alike', () => {
    const parts = [
      'Hinges are in stock now. Is there any ink?',
      'High winds delay order SB-100001. Is there any?',
    ];
    expect(tidy(parts)).toEqual(parts);
  });

  it('show a word as soon as it can be none of that', () => {
    const tidier = createTidyParts(2)(0);
    expect(tidier.push('Your ord')).toBe('Your ord');
    expect(tidier.push('er is here. Is th')).toBe('er is here. ');
    expect(tidier.push('e parcel')).toBe('Is the parcel');
  });

  it('come out the same however they are cut, and a part alone comes out as it is', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'Hello. ',
          'Is there anything else? ',
          'It came on June 5. ',
          'Shall I bring in a colleague who can help? ',
          '- 1 × Kettle\n',
          '$49.00',
        ),
        { maxLength: 6 },
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (parts) => {
        const whole = tidy(parts);
        expect(tidy(parts, (part) => [...part])).toEqual(whole);
        if (parts.length === 1) expect(whole).toEqual(parts);
      }),
    );
  });
});
