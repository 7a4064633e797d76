import type { CaseKind, OrderStatus, PaymentMethodKind, PostalAddress } from '../../../database/schema.js';

/** A payment method of the customer, as far as money can move over it. */
export interface MethodRecord {
  id: string;
  kind: PaymentMethodKind;
  brand: string | null;
  lastFour: string | null;
  /** For gift cards only. */
  balanceCents: number | null;
  currency: string;
}

/** A variant that an item can become, with what can be had of it now. */
export interface VariantRecord {
  itemId: string;
  productId: string;
  name: string;
  options: Record<string, string>;
  priceCents: number;
  /** In all warehouses together; 0 while it is not on sale. */
  quantity: number;
}

/** Money that is taken from a method or given back to it. A gift card's balance moves with it, at once. */
export interface MoneyMovement {
  methodId: string;
  kind: 'payment' | 'refund';
  amountCents: number;
  /** When a refund arrives; null when it has. */
  expectedAt: Date | null;
}

/** A line of an order as it is after the change. One without an id is new. */
export interface ChangedLine {
  lineId: string | undefined;
  productId: string;
  productName: string;
  itemId: string;
  options: Record<string, string>;
  quantity: number;
  unitPriceCents: number;
}

/** A case that a change opens. */
export interface NewCase {
  kind: CaseKind;
  status: 'open' | 'resolved';
  topic: string;
  summary: string;
  data: Record<string, unknown>;
}

/** Everything that a write does to an order, as data: computed by pure functions, carried out in one transaction. */
export interface OrderChange {
  status?: OrderStatus;
  cancelReason?: string;
  shippingAddress?: PostalAddress;
  movements: readonly MoneyMovement[];
  lines: readonly ChangedLine[];
  /** What leaves the warehouses (below zero) or comes back to them. */
  stock: readonly { itemId: string; quantity: number }[];
  openCase?: NewCase;
}

/** A change that the rules allow, or the reason why they do not. `Details` is what the customer is told of it. */
export type ChangePlan<Details> =
  | ({ ok: true; change: OrderChange } & Details)
  | { ok: false; code: string; message: string };

/** The change that changes nothing: to be spread and filled. */
export const NO_CHANGE: OrderChange = { movements: [], lines: [], stock: [] };

/** A plan that the rules refuse. */
export function forbid(code: string, message: string): { ok: false; code: string; message: string } {
  return { ok: false, code, message };
}
