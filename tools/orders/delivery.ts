import { daysBetween } from '../calendar.js';
import type { OrderLineRecord, ShipmentRecord } from './order-record.js';

/** When the last parcel that carries a line arrived; undefined while one is under way or none is known. */
export function deliveredAt(
  order: { shipments: readonly Pick<ShipmentRecord, 'lineIds' | 'deliveredAt'>[] },
  line: Pick<OrderLineRecord, 'id'>,
): Date | undefined {
  let latest: Date | undefined;
  for (const shipment of order.shipments.filter((candidate) => candidate.lineIds.includes(line.id))) {
    if (shipment.deliveredAt === null) return undefined;
    if (!latest || shipment.deliveredAt > latest) latest = shipment.deliveredAt;
  }
  return latest;
}

/** Whether a parcel keeps its estimate. A day counts as kept until it is over, by UTC days. */
export type Punctuality =
  | { state: 'on-time' }
  | { state: 'late'; daysLate: number }
  | { state: 'delivered-on-time' }
  | { state: 'delivered-late'; daysLate: number };

/** Compares a parcel's estimate with its delivery, or with now while it is under way. */
export function judgePunctuality(
  shipment: Pick<ShipmentRecord, 'estimatedAt' | 'deliveredAt'>,
  now: Date,
): Punctuality {
  const daysLate = daysBetween(shipment.estimatedAt, shipment.deliveredAt ?? now);
  if (shipment.deliveredAt) {
    return daysLate > 0 ? { state: 'delivered-late', daysLate } : { state: 'delivered-on-time' };
  }
  return daysLate > 0 ? { state: 'late', daysLate } : { state: 'on-time' };
}
