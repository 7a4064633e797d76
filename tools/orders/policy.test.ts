import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../calendar.js';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { buildLine, buildOrder, buildPayment, buildShipment } from '../testing/build-order.js';
import type { OrderRecord } from './order-record.js';
import { judgeOrder, judgeReturn, ORDER_ACTIONS, type OrderAction } from './policy.js';

const now = new Date('2026-06-15T12:00:00Z');
const statuses = [
  'pending',
  'pending-modified',
  'processed',
  'shipped',
  'delivered',
  'cancelled',
  'return-requested',
  'exchange-requested',
] as const;

const orders: fc.Arbitrary<OrderRecord> = fc
  .record({
    status: fc.constantFrom(...statuses),
    daysAgo: fc.integer({ min: 0, max: 90 }),
    lines: fc.array(
      fc.record({
        finalSale: fc.boolean(),
        otherVariantInStock: fc.boolean(),
        quantity: fc.integer({ min: 1, max: 5 }),
        unitPriceCents: fc.integer({ min: 0, max: 200_000 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    payments: fc.integer({ min: 1, max: 3 }),
    exchanged: fc.boolean(),
  })
  .map(({ status, daysAgo, lines, payments, exchanged }) =>
    buildOrder({
      status,
      lines: lines.map((line, index) => buildLine({ ...line, id: `L${index}`, position: index + 1 })),
      payments: Array.from({ length: payments }, (_, index) => buildPayment({ id: `P${index}` })),
      shipments: [
        buildShipment({
          lineIds: lines.map((_, index) => `L${index}`),
          deliveredAt: new Date(now.getTime() - daysAgo * DAY_MS),
        }),
      ],
      cases: exchanged ? [{ ...exchangeCase, status: 'resolved' }] : [],
    }),
  );

const exchangeCase = {
  id: 'C1',
  kind: 'exchange' as const,
  status: 'resolved' as const,
  topic: 'exchange',
  data: {},
  createdAt: now,
  updatedAt: now,
};

function verdictOn(action: OrderAction, order: OrderRecord) {
  const verdict = judgeOrder(order, DEFAULT_POLICY, now).find((candidate) => candidate.action === action);
  if (!verdict) throw new Error(`no verdict on ${action}`);
  return verdict;
}

function codeOf(action: OrderAction, order: OrderRecord): string {
  const verdict = verdictOn(action, order);
  return verdict.allowed ? 'allowed' : verdict.code;
}

function deliveredDaysAgo(days: number): OrderRecord {
  return buildOrder({ shipments: [buildShipment({ deliveredAt: new Date(now.getTime() - days * DAY_MS) })] });
}

describe('judgeOrder, whatever the order', () => {
  it('gives exactly one verdict on every action, with words to tell the customer', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const verdicts = judgeOrder(order, DEFAULT_POLICY, now);
        expect(verdicts.map((verdict) => verdict.action)).toEqual([...ORDER_ACTIONS]);
        for (const verdict of verdicts) {
          expect(verdict.allowed ? verdict.note : verdict.reason).toMatch(/^[A-Z].*\.$/);
        }
      }),
    );
  });

  it('changes or cancels only what is pending, and takes back only what was delivered', () => {
    fc.assert(
      fc.property(orders, (order) => {
        for (const verdict of judgeOrder(order, DEFAULT_POLICY, now)) {
          if (!verdict.allowed) continue;
          const needed = ['return', 'exchange'].includes(verdict.action) ? 'delivered' : 'pending';
          expect(order.status).toBe(needed);
        }
      }),
    );
  });

  it('allows a return exactly when one of the lines can be returned', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const lines = order.lines.map((line) => judgeReturn(order, line, DEFAULT_POLICY, now));
        expect(verdictOn('return', order).allowed).toBe(lines.some((line) => line.allowed));
      }),
    );
  });

  it('never takes back a final sale or anything after the window', () => {
    fc.assert(
      fc.property(orders, (order) => {
        for (const line of order.lines) {
          const verdict = judgeReturn(order, line, DEFAULT_POLICY, now);
          if (!verdict.allowed) continue;
          expect(line.finalSale).toBe(false);
          expect(verdict.until.getTime()).toBeGreaterThanOrEqual(now.getTime());
        }
      }),
    );
  });
});

describe('cancel and modify', () => {
  it.each([
    ['pending', 'allowed'],
    ['pending-modified', 'order-frozen'],
    ['processed', 'already-processed'],
    ['shipped', 'already-shipped'],
    ['delivered', 'already-delivered'],
    ['cancelled', 'already-cancelled'],
    ['return-requested', 'return-in-progress'],
    ['exchange-requested', 'exchange-in-progress'],
  ] as const)('an order that is %s: %s', (status, code) => {
    expect(codeOf('cancel', buildOrder({ status }))).toBe(code);
    expect(codeOf('modify-address', buildOrder({ status }))).toBe(code);
  });

  it('says when something becomes possible for an order on its way', () => {
    expect(verdictOn('cancel', buildOrder({ status: 'shipped' }))).toMatchObject({
      reason: expect.stringContaining('within 30 days after it arrives'),
    });
  });

  it('changes the payment only of an order that was paid once', () => {
    const status = 'pending';
    expect(codeOf('modify-payment', buildOrder({ status }))).toBe('allowed');
    const twice = [buildPayment(), buildPayment({ id: 'P2' })];
    expect(codeOf('modify-payment', buildOrder({ status, payments: twice }))).toBe('several-payments');
  });

  it('changes items only when another variant can be had', () => {
    const lines = [buildLine({ otherVariantInStock: false })];
    expect(codeOf('modify-items', buildOrder({ status: 'pending', lines }))).toBe('no-other-variant');
  });
});

describe('return', () => {
  it.each([
    [0, 'allowed'],
    [29, 'allowed'],
    [30, 'allowed'],
    [31, 'return-window-closed'],
    [400, 'return-window-closed'],
  ])('%d days after the delivery: %s', (days, code) => {
    expect(codeOf('return', deliveredDaysAgo(days))).toBe(code);
  });

  it('counts from the delivery of each item, not of the order', () => {
    const order = buildOrder({
      lines: [buildLine(), buildLine({ id: 'L2', position: 2 })],
      shipments: [
        buildShipment({ lineIds: ['L1'], deliveredAt: new Date(now.getTime() - 40 * DAY_MS) }),
        buildShipment({ id: 'S2', lineIds: ['L2'], deliveredAt: new Date(now.getTime() - 5 * DAY_MS) }),
      ],
    });
    const verdicts = order.lines.map((line) => judgeReturn(order, line, DEFAULT_POLICY, now).allowed);
    expect(verdicts).toEqual([false, true]);
    expect(codeOf('return', order)).toBe('allowed');
  });

  it('names the closed window rather than the final sale when both stand in the way', () => {
    const order = deliveredDaysAgo(40);
    order.lines = [buildLine({ finalSale: true }), buildLine({ id: 'L1' })];
    expect(codeOf('return', order)).toBe('return-window-closed');
    order.lines = [buildLine({ finalSale: true })];
    expect(codeOf('return', order)).toBe('final-sale');
  });

  it('does not take back what no parcel is known to have brought', () => {
    expect(codeOf('return', buildOrder({ shipments: [] }))).toBe('not-delivered');
  });

  it('says that a colleague approves a return above the limit, and only then', () => {
    const expensive = buildOrder({ lines: [buildLine({ unitPriceCents: 50_001 })] });
    const atLimit = buildOrder({ lines: [buildLine({ unitPriceCents: 50_000 })] });
    expect(verdictOn('return', expensive)).toMatchObject({ note: expect.stringContaining('$500.00') });
    expect(verdictOn('return', atLimit)).toMatchObject({ note: expect.not.stringContaining('colleague') });
  });

  it('follows the settings', () => {
    const order = deliveredDaysAgo(31);
    const verdict = judgeReturn(order, buildLine(), { ...DEFAULT_POLICY, returnWindowDays: 31 }, now);
    expect(verdict.allowed).toBe(true);
  });
});

describe('exchange', () => {
  it('happens once, unless the first one was refused', () => {
    expect(codeOf('exchange', buildOrder())).toBe('allowed');
    expect(codeOf('exchange', buildOrder({ cases: [exchangeCase] }))).toBe('already-exchanged');
    expect(codeOf('exchange', buildOrder({ cases: [{ ...exchangeCase, status: 'rejected' }] }))).toBe(
      'allowed',
    );
  });

  it('needs another variant in stock', () => {
    const lines = [buildLine({ otherVariantInStock: false })];
    expect(codeOf('exchange', buildOrder({ lines }))).toBe('no-other-variant');
  });
});
