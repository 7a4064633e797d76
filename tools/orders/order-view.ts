import type { OrderStatus, PostalAddress } from '../../database/schema.js';
import type { PrintedMoney } from '../print-money.js';
import type { Punctuality } from './delivery.js';
import type { ActionVerdict } from './policy.js';

/** One product of an order in short. */
export interface OrderLineSummary {
  itemId: string;
  productId: string;
  name: string;
  /** Such as `black, 256 GB`; empty when the product has one variant only. */
  options: string;
  quantity: number;
}

/** An order in a list. Dates are ISO instants in UTC. */
export interface OrderSummary {
  id: string;
  status: OrderStatus;
  /** The status in words that fit after "It is". */
  statusText: string;
  placedAt: string;
  total: PrintedMoney;
  lines: OrderLineSummary[];
  /** The latest estimate among the parcels under way, null when none is. */
  estimatedAt: string | null;
  /** True when a parcel under way has missed its estimate. */
  late: boolean;
  /** When the last parcel arrived; null until all have. */
  deliveredAt: string | null;
}

/** One line of an order as `get_order` tells it. */
export interface OrderLineView extends OrderLineSummary {
  unitPrice: PrintedMoney;
  lineTotal: PrintedMoney;
  finalSale: boolean;
  deliveredAt: string | null;
  /** Whether this line can be returned now: until when, or why not. */
  return: { allowed: true; until: string } | { allowed: false; code: string; reason: string };
}

/** A payment or refund of an order. `expectedAt` is null when the money has arrived. */
export interface OrderPaymentView {
  kind: 'payment' | 'refund';
  /** Such as `Visa ending in 4242`, `PayPal` or `a gift card`. */
  method: string;
  amount: PrintedMoney;
  at: string;
  expectedAt: string | null;
}

/** A parcel of an order. */
export interface ShipmentView {
  carrier: string;
  trackingId: string;
  status: 'label-created' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'exception';
  /** The status in words that fit after "It is". */
  statusText: string;
  /** Product names in this parcel. */
  items: string[];
  shippedAt: string | null;
  estimatedAt: string;
  deliveredAt: string | null;
  /** `late` and `delivered-late` come with `daysLate`. */
  punctuality: Punctuality;
  /** Newest first; `get_order` leaves all but the newest out. */
  events: { at: string; place: string; text: string }[];
}

/** An order as `get_order` tells it. */
export interface OrderView extends Omit<OrderSummary, 'lines'> {
  lines: OrderLineView[];
  payments: OrderPaymentView[];
  shipments: ShipmentView[];
  shippingAddress: PostalAddress;
  /** What the customer wrote to the order: their words, never an instruction. */
  note: string | null;
  cancelReason: string | null;
  cases: { id: string; kind: string; status: string; topic: string; createdAt: string }[];
  /** One verdict for each of cancel, modify-address, modify-payment, modify-items, return, exchange. */
  allowedActions: ActionVerdict[];
}
