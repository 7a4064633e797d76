import { describe, expect, it } from 'vitest';
import { buildOrder, buildPayment } from '../testing/build-order.js';
import type { OrderCaseRecord } from './order-record.js';
import { toRefundViews } from './to-refund-views.js';

const now = new Date('2026-06-15T12:00:00Z');
const printing = { locale: 'en-US', now };

function returnCase(overrides: Partial<OrderCaseRecord> = {}): OrderCaseRecord {
  const at = new Date('2026-06-10T00:00:00Z');
  return {
    id: 'R-1',
    kind: 'return',
    status: 'open',
    topic: '',
    data: {},
    createdAt: at,
    updatedAt: at,
    ...overrides,
  };
}

function refund(expectedAt: Date | null) {
  return buildPayment({ id: 'PR', kind: 'refund', expectedAt });
}

describe('toRefundViews', () => {
  it.each([
    [null, 'arrived'],
    [new Date('2026-06-20T00:00:00Z'), 'issued'],
    [new Date('2026-06-15T11:59:59Z'), 'overdue'],
  ])('money expected at %j is %s', (expectedAt, state) => {
    const order = buildOrder({ status: 'cancelled', payments: [buildPayment(), refund(expectedAt)] });
    expect(toRefundViews(order, printing)).toMatchObject([{ state, amount: { cents: 4_000 }, caseId: null }]);
  });

  it.each([
    [returnCase(), 'requested'],
    [returnCase({ data: { receivedAt: '2026-06-12T00:00:00.000Z' } }), 'received'],
    [returnCase({ status: 'rejected' }), 'rejected'],
    [returnCase({ data: { receivedAt: 7 } }), 'requested'],
  ])('a return without money yet, %#, is %s', (entry, state) => {
    const order = buildOrder({ status: 'return-requested', cases: [entry] });
    expect(toRefundViews(order, printing)).toMatchObject([
      { state, caseId: 'R-1', amount: null, method: null },
    ]);
  });

  it('gives one entry for each payment back, newest first', () => {
    const later = buildPayment({
      id: 'P9',
      kind: 'refund',
      amountCents: 900,
      methodKind: 'gift-card',
      lastFour: null,
    });
    const order = buildOrder({ payments: [buildPayment(), refund(null), later] });
    expect(toRefundViews(order, printing).map((view) => view.amount?.cents)).toEqual([900, 4_000]);
  });

  it('has nothing to tell of an order that nobody returned', () => {
    expect(toRefundViews(buildOrder(), printing)).toEqual([]);
    expect(toRefundViews(buildOrder({ status: 'return-requested' }), printing)).toMatchObject([
      { state: 'requested' },
    ]);
  });
});
