import type {
  OrderLineRecord,
  OrderPaymentRecord,
  OrderRecord,
  ShipmentRecord,
} from '../orders/order-record.js';

/** A line of one desk lamp for 40.00; a test names only what matters to it. */
export function buildLine(overrides: Partial<OrderLineRecord> = {}): OrderLineRecord {
  return {
    id: 'L1',
    position: 1,
    itemId: '10000001',
    productId: 'test-lamp',
    productName: 'Test Lamp',
    options: { colour: 'white' },
    quantity: 1,
    unitPriceCents: 4_000,
    finalSale: false,
    consumable: false,
    warrantyMonths: 24,
    otherVariantInStock: true,
    ...overrides,
  };
}

/** A payment of 40.00 by a card. */
export function buildPayment(overrides: Partial<OrderPaymentRecord> = {}): OrderPaymentRecord {
  return {
    id: 'P1',
    methodId: 'M1',
    methodKind: 'credit-card',
    brand: 'Visa',
    lastFour: '4242',
    kind: 'payment',
    amountCents: 4_000,
    at: new Date('2026-06-01T10:00:00Z'),
    expectedAt: null,
    ...overrides,
  };
}

/** A parcel of line L1 that was delivered on 2026-06-05, one day before its estimate. */
export function buildShipment(overrides: Partial<ShipmentRecord> = {}): ShipmentRecord {
  return {
    id: 'S1',
    carrier: 'Parcel Post',
    trackingId: 'PP123',
    lineIds: ['L1'],
    status: 'delivered',
    shippedAt: new Date('2026-06-02T08:00:00Z'),
    estimatedAt: new Date('2026-06-06T00:00:00Z'),
    deliveredAt: new Date('2026-06-05T15:00:00Z'),
    events: [],
    ...overrides,
  };
}

/** A delivered order of one line, paid once. */
export function buildOrder(overrides: Partial<OrderRecord> = {}): OrderRecord {
  return {
    id: 'SB-900001',
    status: 'delivered',
    placedAt: new Date('2026-06-01T10:00:00Z'),
    currency: 'USD',
    shippingAddress: {
      recipient: 'Test Person',
      line1: '1 Test Street',
      city: 'Testville',
      region: 'TS',
      postalCode: '12345',
      country: 'US',
    },
    note: null,
    cancelReason: null,
    lines: [buildLine()],
    payments: [buildPayment()],
    shipments: [buildShipment()],
    cases: [],
    ...overrides,
  };
}
