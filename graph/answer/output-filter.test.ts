import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutputFilter } from './output-filter.js';

const known = (id: string): boolean => id === 'router-reset.2';

function filterInPieces(pieces: readonly string[]): string {
  const filter = createOutputFilter(known);
  return pieces.map((piece) => filter.push(piece)).join('') + filter.flush();
}

describe('the output filter', () => {
  it.each([
    ['plain words pass', 'Your order shipped on 3 May.', 'Your order shipped on 3 May.'],
    ['a comparison is no tag', 'if 3 < 5 and x<y then', 'if 3 < 5 and x‹y then'],
    ['a tag goes', 'Hello <b>there</b> friend', 'Hello there friend'],
    ['a script goes with its content', 'a <script>alert(1)</script> b', 'a  b'],
    ['an image becomes its text', 'see ![cat](https://evil.example/x.png?d=secret) now', 'see cat now'],
    ['a link becomes its text', 'see [our page](https://evil.example) now', 'see our page now'],
    [
      'brackets in brackets are no link',
      'see [a [b] c](https://evil.example) now',
      'see [a [b] c] ((link removed) now',
    ],
    ['a bare URL goes', 'go to https://evil.example/a?b=c now', 'go to (link removed) now'],
    ['a script URL goes', 'click javascript:alert(1) now', 'click (link removed) now'],
    [
      'a link with words in its label goes whole',
      'see [our own page](https://evil.example)',
      'see our own page',
    ],
    ['a tag that a removal would join goes too', 'a <<b>script>x', 'a x'],
    [
      'a retrieved citation stays',
      'Hold it 5 s [router-reset.2]. Done',
      'Hold it 5 s [router-reset.2]. Done',
    ],
    ['an invented citation goes', 'Hold it 5 s [router-reset.9]. Done', 'Hold it 5 s. Done'],
    ['invisible characters go', 'ht\u200Btps://evil.example/x y', '(link removed) y'],
    ['any scheme goes', 'open intent+x://evil/a now', 'open (link removed) now'],
    ['a host with a path goes', 'see evil.example/verify now', 'see (link removed) now'],
    ['an e-mail address stays', 'write to help@shop.example/ or call', 'write to help@shop.example/ or call'],
    ['what runs on and on is cut', `so ${'ha-'.repeat(50)} end`, `so ${'ha-'.repeat(3)} end`],
    ['a ruler stays', 'a ---------------- b', 'a ---------------- b'],
    ['an unclosed tag is made harmless', 'oops <img src=x onerror=y', 'oops ‹img src=x onerror=y'],
  ])('%s', (_, input, expected) => {
    expect(filterInPieces([input])).toBe(expected);
    expect(filterInPieces([...input])).toBe(expected);
  });

  it('cuts words that are said without end, also when they come one by one', () => {
    const filter = createOutputFilter(known);
    const shown = Array.from({ length: 100 }, () => filter.push('more and more, ')).join('') + filter.flush();
    expect(shown.length).toBeLessThan(150);
  });

  it('shows a word as soon as the next one begins', () => {
    const filter = createOutputFilter(known);
    expect(filter.push('Your order')).toBe('Your');
    expect(filter.push(' has')).toBe(' order');
  });

  it('does not hold back without end what is never closed', () => {
    const filter = createOutputFilter(known);
    const words = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
    expect(filter.push(`[${words} `).length).toBeGreaterThan(1_000);
  });

  it('never lets a tag or a foreign address through, however the text is cut', () => {
    const token = fc.constantFrom(
      '<',
      '>',
      'img',
      ' ',
      '[',
      ']',
      '(',
      ')',
      'https://',
      'evil.example',
      '!',
      'a',
      '/',
      'script',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (pieces) => {
        const shown = filterInPieces(pieces);
        expect(shown).not.toMatch(/<[a-z/!]/i);
        expect(shown).not.toMatch(/https:\/\/\S/);
      }),
      { numRuns: 2_000 },
    );
  });
});
