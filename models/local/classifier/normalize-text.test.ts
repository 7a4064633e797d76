import { describe, expect, it } from 'vitest';
import { normalizeText } from './normalize-text.js';
import { stripFrames } from './strip-frames.js';

describe('a text in common words', () => {
  it.each([
    ['where is SB-100123', 'where is order number'],
    ['where is order #sb 100123', 'where is order number'],
    ['where is order no. 100123', 'where is order number'],
    ['show invoice #12588', 'show invoice number'],
    ['write to ava.novak@example.com', 'write to email address'],
    ['a kettle for 49.90 euros', 'a kettle for amount of money'],
    ['a kettle under $50', 'a kettle under amount of money'],
    ['delivered on 12.06.2026', 'delivered on date'],
    ['my number is +44 171 555 0199', 'my number is phone number'],
    ['the 27 inch monitor', 'the 27 inch monitor'],
  ])('%s: %s', (text, expected) => expect(normalizeText(text)).toBe(expected));

  it('is no longer than its words: normalizing it again changes nothing', () => {
    const once = normalizeText('Hello, could you tell me where order SB-100123 is, please?');
    expect(normalizeText(once)).toBe(once);
  });
});

describe('a text without frames', () => {
  it.each([
    ['Hi, could you help me to cancel the order please', 'cancel the order'],
    ["I don't know how to reset the router", 'reset the router'],
    ['I would like to know whether it floats in water', 'it floats in water'],
    ['return the damn kettle, can you help me?', 'return the kettle'],
  ])('%s: %s', (text, expected) => expect(stripFrames(text)).toBe(expected));

  it.each(['please', 'hello', 'damn', 'thank you', ''])(
    'stays as it is when it is nothing else: "%s"',
    (text) => expect(stripFrames(text)).toBe(text),
  );
});
