import type { OrderStatus } from '../schema.js';
import { addDays } from './calendar.js';
import type { Row, World } from './world.js';

/** One line of an order to be: which variant, how many. The price is the variant's, or what it was when bought. */
export interface LineSpec {
  variant: Row<'variants'>;
  quantity: number;
  unitPriceCents?: number;
}

/** A parcel: which lines (by position), and how far it came. */
export interface ShipmentSpec {
  lines: readonly number[];
  shippedAt: Date;
  estimatedAt: Date;
  deliveredAt?: Date;
  /** A parcel that was neither delivered nor is moving. */
  lost?: true;
}

/** Everything about an order that the rows do not follow from by themselves. */
export interface OrderSpec {
  id: string;
  customerId: string;
  status: OrderStatus;
  placedAt: Date;
  lines: readonly LineSpec[];
  shipments?: readonly ShipmentSpec[];
  /** Cents by payment method; the last method given without an amount pays the rest. */
  payments: readonly { methodId: string; cents?: number }[];
  refunds?: readonly { methodId: string; cents: number; at: Date; expectedAt: Date | null }[];
  cancelReason?: string;
}

const CARRIERS = ['SwiftParcel', 'NorthPost', 'Cargoline'] as const;

/** Adds an order with its lines, payments, refunds, shipments and their events. */
export function addOrder(world: World, spec: OrderSpec): void {
  const address = world.customer_addresses.find(
    ({ customer_id }) => customer_id === spec.customerId,
  )?.address;
  if (!address) throw new Error(`no address for ${spec.customerId}`);
  world.orders.push({
    id: spec.id,
    customer_id: spec.customerId,
    status: spec.status,
    placed_at: spec.placedAt,
    currency: 'USD',
    shipping_address: address,
    note: null,
    cancel_reason: spec.cancelReason ?? null,
  });
  world.order_lines.push(...spec.lines.map((line, index) => toLineRow(world, spec, line, index + 1)));
  world.order_payments.push(...toPaymentRows(spec));
  spec.shipments?.forEach((shipment, index) => {
    addShipment(world, spec, shipment, index + 1);
  });
}

/** What the lines cost together. */
export function totalCents(lines: readonly LineSpec[]): number {
  return lines.reduce(
    (sum, line) => sum + line.quantity * (line.unitPriceCents ?? line.variant.price_cents),
    0,
  );
}

function toLineRow(world: World, spec: OrderSpec, line: LineSpec, position: number): Row<'order_lines'> {
  const product = world.products.find(({ id }) => id === line.variant.product_id);
  return {
    id: `${spec.id}-${position}`,
    order_id: spec.id,
    customer_id: spec.customerId,
    position,
    variant_id: line.variant.id,
    product_id: line.variant.product_id,
    product_name: product?.name ?? line.variant.product_id,
    options: line.variant.options,
    quantity: line.quantity,
    unit_price_cents: line.unitPriceCents ?? line.variant.price_cents,
  };
}

function toPaymentRows(spec: OrderSpec): Row<'order_payments'>[] {
  const fixed = spec.payments.reduce((sum, { cents = 0 }) => sum + cents, 0);
  const rest = totalCents(spec.lines) - fixed;
  const common = { order_id: spec.id, customer_id: spec.customerId };
  const payments = spec.payments.map(({ methodId, cents }, index) => ({
    ...common,
    id: `${spec.id}-p${index + 1}`,
    payment_method_id: methodId,
    kind: 'payment' as const,
    amount_cents: cents ?? rest,
    at: spec.placedAt,
    expected_at: null,
  }));
  const refunds = (spec.refunds ?? []).map(({ methodId, cents, at, expectedAt }, index) => ({
    ...common,
    id: `${spec.id}-r${index + 1}`,
    payment_method_id: methodId,
    kind: 'refund' as const,
    amount_cents: cents,
    at,
    expected_at: expectedAt,
  }));
  return [...payments, ...refunds];
}

function addShipment(world: World, order: OrderSpec, spec: ShipmentSpec, number: number): void {
  const serial = Number(order.id.slice(-6));
  const id = `${order.id}-s${number}`;
  const shipment: Row<'shipments'> = {
    id,
    order_id: order.id,
    customer_id: order.customerId,
    carrier: CARRIERS[(serial + number) % CARRIERS.length] ?? 'SwiftParcel',
    tracking_id: `TRK${String((serial * 10 + number) * 7_919).padStart(11, '0')}`,
    line_ids: spec.lines.map((position) => `${order.id}-${position}`),
    status: spec.lost ? 'exception' : spec.deliveredAt ? 'delivered' : 'in-transit',
    shipped_at: spec.shippedAt,
    estimated_at: spec.estimatedAt,
    delivered_at: spec.deliveredAt ?? null,
  };
  world.shipments.push(shipment);
  world.shipment_events.push(...eventsOf(shipment, order, spec));
}

function eventsOf(
  shipment: Row<'shipments'>,
  order: OrderSpec,
  spec: ShipmentSpec,
): Row<'shipment_events'>[] {
  const { shippedAt, deliveredAt } = spec;
  const events = [
    { at: addDays(shippedAt, -0.2), place: 'Central warehouse', text: 'Label created' },
    { at: shippedAt, place: 'Central warehouse', text: 'Handed to the carrier' },
    { at: addDays(shippedAt, 0.6), place: 'Columbus, OH', text: 'Arrived at the sorting centre' },
  ];
  if (spec.lost) {
    events.push({
      at: addDays(shippedAt, 2),
      place: 'Columbus, OH',
      text: 'Delayed: the parcel is being looked for',
    });
  }
  if (deliveredAt) {
    events.push(
      { at: addDays(deliveredAt, -0.2), place: 'Local depot', text: 'Out for delivery' },
      { at: deliveredAt, place: 'Front door', text: 'Delivered' },
    );
  }
  return events.map((event, index) => ({
    id: `${shipment.id}-e${index + 1}`,
    shipment_id: shipment.id,
    customer_id: order.customerId,
    ...event,
  }));
}
