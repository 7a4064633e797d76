import { describe, expect, it } from 'vitest';
import { normalizeWords } from './normalize-words.js';
import { THESAURUS } from './thesaurus.js';

describe('normalizeWords', () => {
  it.each([
    ['Wi-Fi and hi-fi', 'wifi and hifi'],
    ['Well-known USB-C cable', 'well known usb c cable'],
    ['my telly, a hoover and the ear buds', 'my tv, a vacuum and the earbud'],
    ['Can I send it back and get my money back?', 'can i return and get refund?'],
    ['it won’t switch it on or boot up', 'it not poweron or poweron'],
    ['re-set the e-mail', 'reset the email'],
    ["it won't start and doesn’t charge", 'it not start and not charge'],
    ['cant, wont, dont, isnt', 'not, not, not, not'],
    ["the printer's light and they've", 'the printer light and they'],
  ])('writes "%s" as "%s"', (text, expected) => {
    expect(normalizeWords(text)).toBe(expected);
  });

  it('leaves words alone that only look alike', () => {
    const text = 'i want the front paint, e14 socket, known student, a driver';
    expect(normalizeWords(text)).toBe(text);
  });

  it('changes nothing when it is applied twice', () => {
    const once = normalizeWords("Don't re-pair the wi-fi's e-mail, send the telly back");
    expect(normalizeWords(once)).toBe(once);
  });

  it('gives every wording of the thesaurus one word, and leaves that word alone', () => {
    for (const [word, wordings] of Object.entries(THESAURUS)) {
      expect(normalizeWords(word)).toBe(word);
      for (const wording of wordings) expect(normalizeWords(wording)).toBe(word);
    }
  });
});
