import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { buildLine, buildOrder, buildPayment, buildShipment } from '../testing/build-order.js';
import { toOrderItem, toOrderSummary, toOrderView } from './to-order-view.js';

const printing = { locale: 'en-US', now: new Date('2026-06-15T12:00:00Z'), policy: DEFAULT_POLICY };

describe('toOrderSummary', () => {
  it('has arrived only when every line has', () => {
    const lines = [buildLine(), buildLine({ id: 'L2' })];
    expect(toOrderSummary(buildOrder({ lines }), printing).deliveredAt).toBeNull();
    const shipments = [buildShipment({ lineIds: ['L1', 'L2'] })];
    expect(toOrderSummary(buildOrder({ lines, shipments }), printing).deliveredAt).toBe(
      '2026-06-05T15:00:00.000Z',
    );
  });

  it('gives the latest estimate of the parcels under way, and whether one is late', () => {
    const shipments = [
      buildShipment({ deliveredAt: null, estimatedAt: new Date('2026-06-10T00:00:00Z') }),
      buildShipment({ id: 'S2', deliveredAt: null, estimatedAt: new Date('2026-06-20T00:00:00Z') }),
      buildShipment({ id: 'S3', estimatedAt: new Date('2026-06-30T00:00:00Z') }),
    ];
    expect(toOrderSummary(buildOrder({ shipments }), printing)).toMatchObject({
      estimatedAt: '2026-06-20T00:00:00.000Z',
      late: true,
    });
  });

  it('adds up quantities', () => {
    const lines = [buildLine({ quantity: 3 }), buildLine({ id: 'L2', unitPriceCents: 1 })];
    expect(toOrderSummary(buildOrder({ lines }), printing).total.cents).toBe(12_001);
  });
});

describe('toOrderView', () => {
  it('shows of a parcel only the newest event', () => {
    const events = ['2026-06-03', '2026-06-02'].map((day) => ({
      at: new Date(day),
      place: day,
      text: 'Sorted',
    }));
    const view = toOrderView(buildOrder({ shipments: [buildShipment({ events })] }), printing);
    expect(view.shipments[0]?.events.map((event) => event.place)).toEqual(['2026-06-03']);
  });

  it.each([
    [{ methodKind: 'credit-card', brand: 'Visa', lastFour: '4242' }, 'Visa ending in 4242'],
    [{ methodKind: 'credit-card', brand: null, lastFour: null }, 'a credit card'],
    [{ methodKind: 'paypal', brand: null, lastFour: null }, 'PayPal'],
    [{ methodKind: 'gift-card', brand: null, lastFour: '0001' }, 'gift card ending in 0001'],
    [{ methodKind: null, brand: null, lastFour: null }, 'a payment method that is no longer on the account'],
  ] as const)('names the method %j', (method, printed) => {
    const view = toOrderView(buildOrder({ payments: [buildPayment(method)] }), printing);
    expect(view.payments[0]?.method).toBe(printed);
  });
});

describe('toOrderItem', () => {
  it('offers on the page what policy allows, and nothing for an order that was not judged', () => {
    const order = buildOrder({ status: 'pending' });
    expect(toOrderItem(toOrderView(order, printing))).toMatchObject({
      allowedActions: ['cancel', 'modify-address', 'modify-payment', 'modify-items'],
    });
    expect(toOrderItem(toOrderSummary(order, printing))).toMatchObject({ allowedActions: [] });
  });
});
