import { describe, expect, it } from 'vitest';
import { followUpStrength, isNarrative, isRequestLike, orderNumbersIn } from './message-signals.js';

describe('order numbers', () => {
  it.each<[string, string[]]>([
    ['SB-100123', ['100123']],
    ['order #sb 100123 please', ['100123']],
    ['sb100123 and 100124', ['100123', '100124']],
    ['the same 100123, SB-100123', ['100123']],
    ['call 01234567890', []],
    ['paid 1000 for it', []],
  ])('%s', (text, expected) => {
    expect(orderNumbersIn(text)).toEqual(expected);
  });
});

describe('a follow-up', () => {
  it.each([
    'and the second one?',
    'SB-100123',
    'yes please',
    'what about the blue one',
    'still not',
    'how much is it',
    'the last one',
  ])('is %s', (text) => expect(followUpStrength(text)).toBe('follows'));
  it.each([
    'Where is my order SB-100123?',
    'I am looking for a kettle under 50 euros',
    'my router keeps dropping the connection every evening',
  ])('is not %s', (text) => expect(followUpStrength(text)).toBe('none'));
});

describe('a request', () => {
  it.each([
    'where is it?',
    'please cancel it',
    'the kettle does not heat',
    'I want a refund',
    "it won't start",
  ])('is %s', (text) => expect(isRequestLike(text)).toBe(true));
  it.each(['it arrived yesterday', 'a present for her mum'])('is not %s', (text) =>
    expect(isRequestLike(text)).toBe(false),
  );
});

describe('a narrative', () => {
  it.each(['I bought a kettle last month', 'it arrived yesterday', 'for my dad', 'We moved in May'])(
    'is %s',
    (text) => expect(isNarrative(text)).toBe(true),
  );
  it.each([
    'I have a problem with my kettle',
    'it is broken',
    'grey corner sofa',
    'I need a lamp',
    'was it sent?',
  ])('is not %s', (text) => expect(isNarrative(text)).toBe(false));
});

describe('words that point back at what was said', () => {
  it.each([
    'does that one have a lid that can be put into a dishwasher',
    'I would like to see them in green as well please',
  ])('%s', (text) => expect(followUpStrength(text)).toBe('pointsBack'));
  it('count for nothing when they only open a message about something else', () => {
    expect(followUpStrength('ok fine, do you have blenders with a glass jar?')).toBe('none');
  });
});
