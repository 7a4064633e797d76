import { describe, expect, it } from 'vitest';
import {
  type ArgumentOrigin,
  firstUnfounded,
  isAddressSaid,
  isAmountSaid,
  toCustomerWords,
} from './argument-origin.js';

const order = (orderId: string): ArgumentOrigin => ({ from: 'own-order', orderId });
const known = (said: string, found: readonly string[] = []) => ({
  customer: toCustomerWords([said]),
  orderIds: new Set(found),
});

describe('the order of a write', () => {
  it.each([
    ['SB-100123', 'cancel sb 100123 please'],
    ['100123', 'cancel #SB-100123'],
    ['SB-100123', 'it is 100 123, I think'],
    ['#W1234567', 'order #W1234567'],
  ])('may be %s when the customer wrote "%s"', (id, said) => {
    expect(firstUnfounded([order(id)], known(said))).toBeUndefined();
  });

  it.each([
    ['SB-100123', 'cancel my order please'],
    ['SB-100123', 'cancel SB-1001234 please'],
    ['SB-100123', 'cancel 9100123 please'],
    ['SB-100123', 'cancel SB-100 and then 124'],
    ['', 'cancel it'],
    ['SB-', 'cancel SB'],
  ])('may not be %s when the customer wrote "%s"', (id, said) => {
    expect(firstUnfounded([order(id)], known(said))).toBe('this order');
  });

  it('may be one that was found on the account', () => {
    expect(firstUnfounded([order('sb100123')], known('cancel it', ['SB-100123']))).toBeUndefined();
    expect(firstUnfounded([order('SB-100124')], known('cancel it', ['SB-100123']))).toBe('this order');
  });
});

describe('what only the customer can say', () => {
  const said = toCustomerWords([
    'Send it to 12 Elm Street, apt 4, Austin 78701. I want $19.90 back, or 20 dollars.',
  ]);

  it('is an address whose numbers they wrote', () => {
    expect(isAddressSaid({ line1: '12 Elm St', postal_code: '78701' }, said)).toBe(true);
    expect(isAddressSaid({ line1: '1 Attacker Way', postal_code: '00001' }, said)).toBe(false);
    expect(isAddressSaid({ line1: '12 Attacker Way', postal_code: '78701' }, said)).toBe(false);
    expect(isAddressSaid({ line1: 'Attacker Way', postal_code: '78701' }, said)).toBe(false);
  });

  it('is an amount that they named', () => {
    expect([1_990, 2_000, 1_999, 199_000, 78_701_00].map((cents) => isAmountSaid(cents, said))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });
});
