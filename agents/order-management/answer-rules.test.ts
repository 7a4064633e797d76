import { describe, expect, it } from 'vitest';
import { asksForRules } from './answer-rules.js';

describe('a question about the rules', () => {
  it.each([
    'How many days do customers have to return something?',
    'what are the shipping fees',
    'do you deliver abroad?',
    'Which payment methods are there?',
    'is there a fee for cancelling an order',
    'How long do refunds usually take?',
    'what is the return policy',
  ])('is "%s"', (request) => expect(asksForRules(request)).toBe(true));

  it.each([
    'How long until my parcel is here?',
    'What are the fees on SB-100123?',
    'I bought a lamp, how many days do I have?',
    'where is the parcel',
    'is it free to return it',
    'cancel order SB-100123',
    'the days are getting shorter',
  ])('is not "%s"', (request) => expect(asksForRules(request)).toBe(false));
});
