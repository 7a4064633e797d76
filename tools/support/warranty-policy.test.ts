import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeWarranty } from './warranty-policy.js';

const delivered = new Date('2024-08-31T10:00:00Z');
const item = { deliveredAt: delivered, warrantyMonths: 6, cancelled: false };

describe('judgeWarranty', () => {
  it('covers the day on which it ends, and not the next', () => {
    expect(judgeWarranty(item, new Date('2025-02-28T23:59:00Z'))).toMatchObject({
      state: 'covered',
      daysLeft: 0,
    });
    expect(judgeWarranty(item, new Date('2025-03-01T00:00:00Z'))).toMatchObject({
      state: 'expired',
      daysAgo: 1,
    });
  });

  it('begins with the delivery', () => {
    expect(judgeWarranty({ ...item, deliveredAt: undefined }, delivered)).toMatchObject({
      state: 'not-started',
    });
  });

  it('covers neither a cancelled order nor a product without warranty', () => {
    expect(judgeWarranty({ ...item, cancelled: true }, delivered).state).toBe('none');
    expect(judgeWarranty({ ...item, warrantyMonths: 0 }, delivered).state).toBe('none');
  });

  it('never ends earlier for a longer warranty', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(2_000),
        (deliveredAt, months, more, days) => {
          const now = new Date(deliveredAt.getTime() + days * 86_400_000);
          const shorter = judgeWarranty({ deliveredAt, warrantyMonths: months, cancelled: false }, now);
          const longer = judgeWarranty({ deliveredAt, warrantyMonths: months + more, cancelled: false }, now);
          if (shorter.state === 'covered') expect(longer.state).toBe('covered');
        },
      ),
    );
  });
});
