import { z } from 'zod';
import type { OrderStatus } from '../../database/schema.js';
import { defineTool } from '../tool.js';
import { judgePunctuality } from './delivery.js';
import { loadOrder } from './load-order.js';
import { toOrderFact } from './order-fact.js';
import { ORDER_ID_INPUT } from './order-id.js';
import type { ShipmentView } from './order-view.js';
import { ORDER_STATUS_TEXT } from './status-text.js';
import { toOrderSummary, toShipmentView } from './to-order-view.js';

/** What `track_shipment` answers. */
export interface TrackingView {
  orderId: string;
  status: OrderStatus;
  statusText: string;
  placedAt: string;
  /** One for each parcel, all events newest first; empty before anything was handed to a carrier. */
  shipments: ShipmentView[];
  /** Names of the products that are in no parcel yet. */
  notShipped: string[];
  late: boolean;
}

/** Where the parcels of one order are. `data` is a `TrackingView`; a cancelled order says so by its status. */
export const trackShipment = defineTool({
  name: 'track_shipment',
  description:
    'Where an order is: for each parcel the carrier, tracking number, events, estimated and actual delivery, and whether it is late. An order can have several parcels, or none yet.',
  kind: 'read',
  access: 'verified',
  input: z.object({ order_id: ORDER_ID_INPUT }),
  run: ({ order_id }, context) =>
    loadOrder(context, order_id, (order) => {
      const now = context.now();
      const shipped = new Set(order.shipments.flatMap((shipment) => shipment.lineIds));
      const data: TrackingView = {
        orderId: order.id,
        status: order.status,
        statusText: ORDER_STATUS_TEXT[order.status],
        placedAt: order.placedAt.toISOString(),
        shipments: order.shipments.map((shipment) => toShipmentView(order, shipment, now)),
        notShipped: order.lines.filter((line) => !shipped.has(line.id)).map((line) => line.productName),
        late: order.shipments.some((shipment) => judgePunctuality(shipment, now).state === 'late'),
      };
      return { ok: true, data, facts: [toOrderFact(toOrderSummary(order, { locale: context.locale, now }))] };
    }),
});
