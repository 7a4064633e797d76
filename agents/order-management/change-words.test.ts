import { describe, expect, it } from 'vitest';
import {
  cancelReason,
  findAmountCents,
  findMethodWords,
  findRefundWords,
  problemKind,
  problemWish,
  returnReason,
} from './change-words.js';

describe('the words of a change', () => {
  it.each([
    ['pay with PayPal instead', 'PayPal'],
    ['put it on my gift card', 'gift card'],
    ['use the Visa ending in 4242 please', 'Visa ending in 4242'],
    ['charge my credit card', 'credit card'],
    ['pay differently', undefined],
  ])('name the payment method in %j', (text, words) => {
    expect(findMethodWords(text)).toBe(words);
  });

  it('say where a refund goes only where they speak of the money', () => {
    expect(findRefundWords('and put the money on a gift card')).toBe('gift card');
    expect(findRefundWords('refund it as store credit')).toBe('store credit');
    expect(findRefundWords('send it back, money to my PayPal please')).toBe('PayPal');
    expect(findRefundWords('do not refund the Visa, I prefer the money as gift card balance')).toBe(
      'gift card',
    );
    expect(findRefundWords('ok, I would like a gift card instead of the money')).toBe('gift card');
    expect(findRefundWords('can I get store credit for it')).toBe('store credit');
    expect(findRefundWords('actually no, put the money back on the card')).toBe('card');
    expect(findRefundWords('put it back on the card I paid with')).toBe('original');
    expect(findRefundWords('could I have a gift card for it?')).toBe('gift card');
    expect(findRefundWords('send it back please, I have a gift card too')).toBeUndefined();
    expect(findRefundWords('put it back on my card ending in 9002')).toContain('9002');
    expect(findRefundWords('I bought it with a gift card that I got from my aunt')).toBeUndefined();
    expect(findRefundWords('I want to return the gift card holder')).toBeUndefined();
    expect(findRefundWords('I paid with Visa, send it back')).toBeUndefined();
    expect(findRefundWords('return the gift card holder')).toBeUndefined();
  });

  it('call a cancellation a mistake only where they do', () => {
    expect(cancelReason('bought by mistake')).toBe('ordered by mistake');
    expect(cancelReason('I ordered it twice')).toBe('ordered by mistake');
    expect(cancelReason('my little son clicked on buy')).toBe('ordered by mistake');
    expect(cancelReason('cancel it')).toBeUndefined();
  });

  it.each([
    ['the laptop is too expensive for me, can I return it', 'too expensive for me'],
    ['I want to send it back because the buttons stick.', 'the buttons stick'],
    ['return it, it is blunt', 'blunt'],
    ['return SB-100003', undefined],
  ])('give the reason in %j', (text, reason) => {
    expect(returnReason(text)).toBe(reason);
  });

  it.each([
    ['I want $20 back', 2_000],
    ['give me 12.50 dollars', 1_250],
    ['order 100001', undefined],
  ])('give the amount in %j', (text, cents) => {
    expect(findAmountCents(text)).toBe(cents);
  });

  it.each([
    ['half of it is missing', 'missing', undefined],
    ['you sent the wrong colour, I want a replacement', 'wrong', 'replacement'],
    ['it is cracked, money back please', 'damaged', 'refund'],
  ])('tell what is wrong in %j', (text, kind, wish) => {
    expect(problemKind(text)).toBe(kind);
    expect(problemWish(text)).toBe(wish);
  });
});
