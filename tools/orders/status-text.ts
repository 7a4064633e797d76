import type { OrderStatus } from '../../database/schema.js';
import type { ShipmentRecord } from './order-record.js';

/** Order statuses in words that fit after "It is". */
export const ORDER_STATUS_TEXT: Record<OrderStatus, string> = {
  pending: 'waiting to be packed',
  'pending-modified': 'waiting to be packed, with its items changed once',
  processed: 'being packed',
  shipped: 'on its way',
  delivered: 'delivered',
  cancelled: 'cancelled',
  'return-requested': 'delivered, with a return in progress',
  'exchange-requested': 'delivered, with an exchange in progress',
};

/** Parcel statuses in words that fit after "It is". */
export const SHIPMENT_STATUS_TEXT: Record<ShipmentRecord['status'], string> = {
  'label-created': 'waiting for the carrier to pick it up',
  'in-transit': 'in transit',
  'out-for-delivery': 'out for delivery',
  delivered: 'delivered',
  exception: 'held up by a problem at the carrier',
};
