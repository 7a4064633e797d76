import type { PrintedMoney } from '../print-money.js';

/**
 * How far a refund is. `requested`: asked for, the goods are not back. `received`: the goods are back, the money is
 * not sent. `issued`: on its way until `expectedAt`. `overdue`: it should have arrived by then. `arrived`: done.
 * `rejected`: the case was refused.
 */
export type RefundState = 'requested' | 'received' | 'issued' | 'overdue' | 'arrived' | 'rejected';

/** One refund, from being asked for to having arrived. Dates are ISO instants in UTC. */
export interface RefundView {
  orderId: string;
  state: RefundState;
  /** The return behind it; null for a cancellation. */
  caseId: string | null;
  /** Null until the money is sent. */
  amount: PrintedMoney | null;
  /** Where the money goes, such as `Visa ending in 4242`; null until it is sent. */
  method: string | null;
  requestedAt: string | null;
  receivedAt: string | null;
  issuedAt: string | null;
  /** Null when it is not sent yet or has arrived. */
  expectedAt: string | null;
  /** The products of the order. */
  products: string[];
}

/** What `get_refund_status` answers. An order without any refund gives no entry in `refunds` and its status in `orders`. */
export interface RefundStatusView {
  refunds: RefundView[];
  /** The orders that were looked at, newest first. */
  orders: { id: string; status: string; statusText: string; placedAt: string }[];
}
