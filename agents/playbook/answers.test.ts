import { describe, expect, it } from 'vitest';
import { isNo, isYes } from './answers.js';

describe('answers to an offer', () => {
  it.each([
    'yes',
    'Yes please!',
    'ok then do it',
    'sure',
    'go ahead',
    'yep',
    'oh yes',
    'that would be great',
  ])('agree: %s', (text) => expect(isYes(text)).toBe(true));

  it.each([
    'yes but change the address first',
    'no',
    'not now',
    'I would rather have the black keyboard',
    'ok so what does the warranty cover and how long does it last in general',
    'where is my order',
  ])('do not agree: %s', (text) => expect(isYes(text)).toBe(false));

  it.each(['no', 'nope', 'no thanks', 'never mind', 'hm, rather not', 'not now', 'leave it'])(
    'decline: %s',
    (text) => expect(isNo(text)).toBe(true),
  );

  it.each(['forget it. My kettle leaks at the lid', 'No! Where is my order from Monday?', 'a kettle'])(
    'do not decline, but ask something else: %s',
    (text) => expect(isNo(text)).toBe(false),
  );
});
