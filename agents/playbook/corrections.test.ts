import { describe, expect, it } from 'vitest';
import { isCorrection, withoutRuledOut } from './corrections.js';

describe('what a message rules out', () => {
  it.each([
    ['the blue one, not the red', 'the blue one,'],
    ['send it to work instead of home', 'send it to work'],
    ['not black but white', 'but white'],
    ['please not to PayPal, use the card', 'please  , use the card'],
    ['the large one', 'the large one'],
  ])('%j says %j', (text, said) => {
    expect(withoutRuledOut(text).replaceAll(/\s+/g, ' ')).toBe(said.replaceAll(/\s+/g, ' '));
  });

  it('is not all that it says', () => {
    expect(withoutRuledOut('not now')).toBe('not now');
  });
});

describe('a correction', () => {
  it.each([
    'no, the blue one',
    'Sorry, I meant 20 W, not 45 W.',
    'wait, make it 3 m instead',
    'oops wrong, in white please',
    'actually the large',
    'better to my work address',
  ])('says something else: %s', (text) => expect(isCorrection(text)).toBe(true));

  it.each([
    'no',
    'no thanks',
    'not now',
    'no, leave it',
    'yes',
    'hm, rather not',
    'no, what does it cost?',
    'I changed my mind',
    'No, leave it, I keep it after all.',
    'actually never mind, the old one is fine',
  ])('is not one that only declines or asks: %s', (text) => expect(isCorrection(text)).toBe(false));
});
