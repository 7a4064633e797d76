import { describe, expect, it } from 'vitest';
import { buildLine, buildOrder, buildShipment } from '../testing/build-order.js';
import { deliveredAt, judgePunctuality } from './delivery.js';

const estimatedAt = new Date('2026-06-06T00:00:00Z');

describe('deliveredAt', () => {
  it('is the arrival of the last parcel that carries the line', () => {
    const last = new Date('2026-06-09T09:00:00Z');
    const order = buildOrder({
      shipments: [buildShipment(), buildShipment({ id: 'S2', deliveredAt: last })],
    });
    expect(deliveredAt(order, buildLine())).toEqual(last);
  });

  it('is unknown while one of the parcels is under way', () => {
    const order = buildOrder({
      shipments: [buildShipment(), buildShipment({ id: 'S2', deliveredAt: null })],
    });
    expect(deliveredAt(order, buildLine())).toBeUndefined();
  });

  it('is unknown for a line in no parcel', () => {
    expect(deliveredAt(buildOrder(), buildLine({ id: 'L9' }))).toBeUndefined();
  });
});

describe('judgePunctuality', () => {
  it('gives the carrier the whole day of the estimate', () => {
    const shipment = { estimatedAt, deliveredAt: null };
    expect(judgePunctuality(shipment, new Date('2026-06-06T23:59:59Z'))).toEqual({ state: 'on-time' });
    expect(judgePunctuality(shipment, new Date('2026-06-07T00:00:00Z'))).toEqual({
      state: 'late',
      daysLate: 1,
    });
  });

  it('judges a delivered parcel by its delivery, however late it is now', () => {
    const now = new Date('2027-01-01T00:00:00Z');
    expect(judgePunctuality({ estimatedAt, deliveredAt: new Date('2026-06-05T00:00:00Z') }, now)).toEqual({
      state: 'delivered-on-time',
    });
    expect(judgePunctuality({ estimatedAt, deliveredAt: new Date('2026-06-08T12:00:00Z') }, now)).toEqual({
      state: 'delivered-late',
      daysLate: 2,
    });
  });
});
