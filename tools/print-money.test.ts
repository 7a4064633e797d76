import { describe, expect, it } from 'vitest';
import { printMoney } from './print-money.js';

describe('printMoney', () => {
  it('keeps the cents beside the text', () => {
    expect(printMoney(129_900, 'USD', 'en-US')).toEqual({
      cents: 129_900,
      currency: 'USD',
      text: '$1,299.00',
    });
  });

  it("prints in the customer's locale", () => {
    expect(printMoney(129_950, 'EUR', 'de-DE').text).toMatch(/^1\.299,50\s€$/);
  });

  it('prints as en-US when the locale is none', () => {
    expect(printMoney(5, 'USD', 'not a locale').text).toBe('$0.05');
  });

  it('prints a refund below zero', () => {
    expect(printMoney(-250, 'USD', 'en-US').text).toBe('-$2.50');
  });
});
