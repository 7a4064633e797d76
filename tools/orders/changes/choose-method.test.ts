import { describe, expect, it } from 'vitest';
import { chooseMethod, matchMethods } from './choose-method.js';
import type { MethodRecord } from './order-change.js';

const base = { brand: null, lastFour: null, balanceCents: null, currency: 'USD' };
const visa: MethodRecord = { ...base, id: 'M1', kind: 'credit-card', brand: 'Visa', lastFour: '4242' };
const master: MethodRecord = {
  ...base,
  id: 'M2',
  kind: 'credit-card',
  brand: 'Mastercard',
  lastFour: '1881',
};
const paypal: MethodRecord = { ...base, id: 'M3', kind: 'paypal' };
const gift: MethodRecord = { ...base, id: 'M4', kind: 'gift-card', balanceCents: 1_500 };
const all = [visa, master, paypal, gift];

describe('matchMethods', () => {
  it.each<[string, MethodRecord[]]>([
    ['M3', [paypal]],
    ['PayPal', [paypal]],
    ['pay pal please', [paypal]],
    ['my gift card', [gift]],
    ['giftcard', [gift]],
    ['the voucher', [gift]],
    ['Visa', [visa]],
    ['the Visa ending in 4242', [visa]],
    ['1881', [master]],
    ['master card', [master]],
    ['my credit card', [visa, master]],
    ['Visa 1881', []],
    ['the card ending in 9999', []],
    ['amex', []],
    ['bank transfer', []],
    ['', []],
  ])('reads %j', (typed, expected) => {
    expect(matchMethods(all, typed).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });
});

describe('chooseMethod', () => {
  it('names those on the account when none or several are meant', () => {
    const list = 'Visa ending in 4242; Mastercard ending in 1881; PayPal; a gift card with $15.00 on it.';
    expect(chooseMethod(all, 'amex', 'en-US')).toMatchObject({
      code: 'payment-method-not-found',
      message: `There is no such payment method on the account. On the account: ${list}`,
    });
    expect(chooseMethod(all, 'card', 'en-US')).toMatchObject({ code: 'which-method' });
    expect(chooseMethod([], 'card', 'en-US')).toMatchObject({
      message: expect.stringContaining('account: none.'),
    });
  });
});
