import type { Tool } from '../tool.js';
import { cancelOrder } from './cancel-order.js';
import { checkAvailability } from './check-availability.js';
import { exchangeItems } from './exchange-items.js';
import { getOrder } from './get-order.js';
import { getRefundStatus } from './get-refund-status.js';
import { issueCredit } from './issue-credit.js';
import { listOrders } from './list-orders.js';
import { modifyOrderAddress } from './modify-order-address.js';
import { modifyOrderItems } from './modify-order-items.js';
import { modifyOrderPayment } from './modify-order-payment.js';
import { reportProblem } from './report-problem.js';
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
  modifyOrderAddress,
  modifyOrderPayment,
  modifyOrderItems,
  returnItems,
  exchangeItems,
  reportProblem,
  issueCredit,
];
