import { describe, expect, it } from 'vitest';
import {
  followUpStrength,
  mannerOf,
  orderNumbersIn,
  speaksOfReturn,
  withoutLead,
} from './message-signals.js';

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
    'no, the small lid, not the large one',
    'hang on, green would be better',
    'ok and what do I do now?',
    'what happens next',
  ])('is %s', (text) => expect(followUpStrength(text)).toBe('follows'));
  it.each([
    'Where is my order SB-100123?',
    'sorry, where do I find my invoices?',
    'I am looking for a kettle under 50 euros',
    'my router keeps dropping the connection every evening',
  ])('is not %s', (text) => expect(followUpStrength(text)).toBe('none'));
});

describe('what leads to a message', () => {
  it.each([
    ['ok and by the way, where is my lamp', 'where is my lamp'],
    ['Hey there! Quick question: is it waterproof', 'is it waterproof'],
    ['so what now', 'so what now'],
    ['hello', 'hello'],
  ])('%j is left out', (text, expected) => expect(withoutLead(text)).toBe(expected));
});

describe('giving back what was bought', () => {
  it.each([
    'can the oven go back',
    'send it all back',
    "I'd rather have my money back",
    'return those, please',
  ])('is spoken of in %j', (text) => expect(speaksOfReturn(text)).toBe(true));
  it.each(['the robot does not go back to its dock', 'how do I get back to the menu', 'it is back in stock'])(
    'is not spoken of in %j',
    (text) => expect(speaksOfReturn(text)).toBe(false),
  );
});

describe('the manner of a clause', () => {
  it.each([
    ['where is it?', 'asks'],
    ['please cancel it', 'asks'],
    ['I want a refund', 'asks'],
    ['I have not got my parcel', 'asks'],
    ['the kettle does not heat', 'reports'],
    ["it won't start", 'reports'],
    ['my router has a problem', 'reports'],
    ['I bought a kettle last month', 'tells'],
    ['it arrived yesterday', 'tells'],
    ['My daughter starts school in autumn', 'tells'],
    ['for my dad', 'tells'],
    ['a present for her mum', 'tells'],
    ['grey corner sofa', 'names'],
    ['invoice 4711', 'names'],
  ] as const)('%s: %s', (text, manner) => expect(mannerOf(text)).toBe(manner));
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

describe('how much a text leans on what was said before', () => {
  it.each([
    ['My stick vacuum lost its suction, any idea?', 'none'],
    ['Which of the speakers is cheapest?', 'none'],
    ['which of those is cheapest', 'follows'],
    ['no, I meant the other one', 'follows'],
    ['which one is the default?', 'follows'],
    ['is that dangerous', 'follows'],
  ])('%s: %s', (text, strength) => expect(followUpStrength(text)).toBe(strength));
});
