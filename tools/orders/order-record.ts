import type { CaseKind, OrderStatus, PaymentMethodKind, PostalAddress } from '../../database/schema.js';

/** One line of an order, with what policy must know of its product today. */
export interface OrderLineRecord {
  id: string;
  position: number;
  itemId: string;
  productId: string;
  productName: string;
  options: Record<string, string>;
  quantity: number;
  unitPriceCents: number;
  finalSale: boolean;
  consumable: boolean;
  warrantyMonths: number;
  /** Whether another variant of the same product can be had now. */
  otherVariantInStock: boolean;
}

/** A payment or refund of an order; `methodKind` is null when the method was removed from the account since. */
export interface OrderPaymentRecord {
  id: string;
  methodId: string;
  methodKind: PaymentMethodKind | null;
  brand: string | null;
  lastFour: string | null;
  kind: 'payment' | 'refund';
  amountCents: number;
  at: Date;
  expectedAt: Date | null;
}

/** A parcel of an order; split shipments are normal. Events are newest first. */
export interface ShipmentRecord {
  id: string;
  carrier: string;
  trackingId: string;
  lineIds: string[];
  status: 'label-created' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'exception';
  shippedAt: Date | null;
  estimatedAt: Date;
  deliveredAt: Date | null;
  events: { at: Date; place: string; text: string }[];
}

/** A case that belongs to an order. */
export interface OrderCaseRecord {
  id: string;
  kind: CaseKind;
  status: 'open' | 'waiting' | 'resolved' | 'rejected';
  topic: string;
  data: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
}

/** An order with everything that belongs to it: what the pure functions of this folder work on. */
export interface OrderRecord {
  id: string;
  status: OrderStatus;
  placedAt: Date;
  currency: string;
  shippingAddress: PostalAddress;
  note: string | null;
  cancelReason: string | null;
  lines: OrderLineRecord[];
  payments: OrderPaymentRecord[];
  shipments: ShipmentRecord[];
  cases: OrderCaseRecord[];
}

/** The sum of an order's lines in cents, at the prices of the purchase. */
export function orderTotalCents(order: {
  lines: readonly Pick<OrderLineRecord, 'quantity' | 'unitPriceCents'>[];
}): number {
  return order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
}
