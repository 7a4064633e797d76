import type { Tool } from '../tool.js';
import { cancelOrder } from './cancel-order.js';
import { checkAvailability } from './check-availability.js';
import { getOrder } from './get-order.js';
import { getRefundStatus } from './get-refund-status.js';
import { listOrders } from './list-orders.js';
import { returnItems } from './return-items.js';
import { trackShipment } from './track-shipment.js';

/** What can be done about orders. */
export const orderTools: readonly Tool[] = [
  listOrders,
  getOrder,
  trackShipment,
  checkAvailability,
  getRefundStatus,
  cancelOrder,
  returnItems,
];
