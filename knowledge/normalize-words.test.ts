import { describe, expect, it } from 'vitest';
import { normalizeWords } from './normalize-words.js';

describe('normalizeWords', () => {
  it.each([
    ['Wi-Fi and hi-fi', 'WiFi and hifi'],
    ['re-set the e-mail', 'reset the email'],
    ["it won't start and doesn’t charge", 'it not start and not charge'],
    ['cant, wont, dont, isnt', 'not, not, not, not'],
    ["the printer's light and they've", 'the printer light and they'],
  ])('writes "%s" as "%s"', (text, expected) => {
    expect(normalizeWords(text)).toBe(expected);
  });

  it('leaves words alone that only look alike', () => {
    const text = 'I want the front paint, E-14 socket, well-known student';
    expect(normalizeWords(text)).toBe(text);
  });

  it('changes nothing when it is applied twice', () => {
    const once = normalizeWords("Don't re-pair the wi-fi's e-mail");
    expect(normalizeWords(once)).toBe(once);
  });
});
