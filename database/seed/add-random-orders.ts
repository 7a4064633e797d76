import type { OrderStatus } from '../schema.js';
import { addOrder, type LineSpec, type OrderSpec, type ShipmentSpec, totalCents } from './add-order.js';
import { addDays, type Calendar } from './calendar.js';
import { DEMO_CUSTOMERS } from './demo-customers.js';
import { createRandom, type Random } from './random.js';
import type { Row, World } from './world.js';

const FIRST_ID = 100_101;
const ORDERS = 1_000;
const CANCEL_REASONS = ['no longer needed', 'ordered by mistake'] as const;

interface Draft {
  world: World;
  random: Random;
  calendar: Calendar;
}

/** Adds 1,000 orders of every status and age, and the cases of those that are being returned or exchanged. None belongs to a demo customer. */
export function addRandomOrders(world: World, seed: number, calendar: Calendar): void {
  const draft = { world, random: createRandom(seed, 'orders'), calendar };
  const demo = new Set(DEMO_CUSTOMERS.map(({ id }) => id));
  const customers = world.customers.filter(({ id }) => !demo.has(id));
  for (let number = 0; number < ORDERS; number += 1) {
    const order = draftOrder(draft, `SB-${FIRST_ID + number}`, draft.random.pick(customers).id);
    addOrder(world, order);
    addCase(draft, order);
  }
}

function draftOrder(draft: Draft, id: string, customerId: string): OrderSpec {
  const { random, calendar } = draft;
  const age = ageOf(random);
  const status = statusAt(age, random);
  const placedAt = calendar.daysAgo(age, random.integer(6, 22));
  const lines = linesOf(draft);
  const payments = paymentsOf(draft, customerId, totalCents(lines));
  const order: OrderSpec = { id, customerId, status, placedAt, lines, payments };
  if (status === 'cancelled') return { ...order, ...cancellationOf(draft, order) };
  if (['pending', 'pending-modified', 'processed'].includes(status)) return order;
  return { ...order, shipments: shipmentsOf(draft, order, age) };
}

/** Days since the order was placed: many young ones, because those are the ones that people ask about. */
function ageOf(random: Random): number {
  const span = random.weighted({ new: 8, recent: 27, month: 30, old: 35 });
  if (span === 'new') return random.integer(1, 2);
  if (span === 'recent') return random.integer(3, 14);
  return span === 'month' ? random.integer(15, 60) : random.integer(61, 420);
}

function statusAt(age: number, random: Random): OrderStatus {
  if (age <= 1) {
    return random.weighted({ pending: 62, 'pending-modified': 8, processed: 20, cancelled: 10 });
  }
  if (age <= 3) return random.weighted({ pending: 10, processed: 50, shipped: 32, cancelled: 8 });
  if (age <= 9) return random.weighted({ shipped: 60, delivered: 35, cancelled: 5 });
  return random.weighted({
    delivered: 85,
    cancelled: 6,
    'return-requested': 4,
    'exchange-requested': 3,
    shipped: age < 40 ? 2 : 0,
  });
}

function linesOf({ world, random }: Draft): LineSpec[] {
  const count = Number(random.weighted({ '1': 55, '2': 30, '3': 15 }));
  return random.sample(world.variants, count).map((variant) => {
    const quantity = variant.price_cents < 5_000 ? random.integer(1, 3) : 1;
    // Prices change: an old order may have cost more than the shop asks today.
    return random.chance(0.15)
      ? { variant, quantity, unitPriceCents: Math.round((variant.price_cents * 1.1) / 10) * 10 }
      : { variant, quantity };
  });
}

/** One method, or a gift card first and a card for the rest. */
function paymentsOf({ world, random }: Draft, customerId: string, total: number): OrderSpec['payments'] {
  const methods = world.payment_methods.filter(({ customer_id }) => customer_id === customerId);
  const giftCard = methods.find(({ kind }) => kind === 'gift-card');
  const others = methods.filter(({ kind }) => kind !== 'gift-card');
  const rest = { methodId: random.pick(others).id };
  if (!giftCard || random.chance(0.5)) return [rest];
  const cents = Math.min(random.integer(1, 10) * 1_000, total);
  return cents === total ? [{ methodId: giftCard.id }] : [{ methodId: giftCard.id, cents }, rest];
}

/** A gift card has its money back at once, other methods after seven days. */
function cancellationOf({ world, random, calendar }: Draft, order: OrderSpec): Partial<OrderSpec> {
  const at = addDays(order.placedAt, 0.1);
  const total = totalCents(order.lines);
  const fixed = order.payments.reduce((sum, { cents = 0 }) => sum + cents, 0);
  const refunds = order.payments.map(({ methodId, cents }) => {
    const giftCard = world.payment_methods.some(({ id, kind }) => id === methodId && kind === 'gift-card');
    const expected = addDays(at, 7);
    const arrived = giftCard || expected <= calendar.now;
    return { methodId, cents: cents ?? total - fixed, at, expectedAt: arrived ? null : expected };
  });
  return { refunds, cancelReason: random.pick(CANCEL_REASONS) };
}

/** One parcel, or two when there are several lines. A shipped order has at least one parcel on its way. */
function shipmentsOf(draft: Draft, order: OrderSpec, age: number): ShipmentSpec[] {
  const { random } = draft;
  const positions = order.lines.map((_, index) => index + 1);
  const split = positions.length > 1 && random.chance(0.35);
  const parcels = split ? [positions.slice(0, 1), positions.slice(1)] : [positions];
  return parcels.map((lines, index) => {
    const first = index === 0;
    const underway = order.status === 'shipped' && (!first || !split);
    return underway ? movingParcel(draft, order, lines, age) : deliveredParcel(draft, order, lines);
  });
}

function movingParcel(
  { random, calendar }: Draft,
  order: OrderSpec,
  lines: number[],
  age: number,
): ShipmentSpec {
  const shippedAt = addDays(order.placedAt, age <= 3 ? 0.3 : random.integer(1, 2));
  const lost = age > 12;
  const late = lost || random.chance(0.25);
  const estimatedAt = calendar.daysAgo(
    late ? random.integer(1, Math.max(1, age - 3)) : -random.integer(1, 4),
    18,
  );
  const shipment = { lines, shippedAt, estimatedAt };
  return lost ? { ...shipment, lost } : shipment;
}

function deliveredParcel({ random, calendar }: Draft, order: OrderSpec, lines: number[]): ShipmentSpec {
  const shippedAt = addDays(order.placedAt, 0.5);
  const estimatedAt = addDays(shippedAt, random.integer(2, 4));
  const wished = addDays(
    estimatedAt,
    random.weighted({ early: 30, onTime: 55, late: 15 }) === 'late' ? 2 : -0.2,
  );
  const latest = addDays(calendar.now, -0.2);
  const deliveredAt = wished < latest ? wished : latest;
  return { lines, shippedAt, estimatedAt, deliveredAt };
}

const CASE_STATUS = { 'return-requested': 'return', 'exchange-requested': 'exchange' } as const;

function addCase({ world, calendar, random }: Draft, order: OrderSpec): void {
  if (order.status !== 'return-requested' && order.status !== 'exchange-requested') return;
  const kind = CASE_STATUS[order.status];
  const delivered = order.shipments?.[0]?.deliveredAt ?? order.placedAt;
  const asked = addDays(delivered, random.integer(1, 6));
  const at = asked < calendar.now ? asked : addDays(calendar.now, -0.1);
  const row: Row<'cases'> = {
    id: `CASE-${order.id.slice(-6)}`,
    customer_id: order.customerId,
    order_id: order.id,
    kind,
    status: 'waiting',
    topic: `${kind === 'return' ? 'Return' : 'Exchange'} of an item of ${order.id}`,
    summary: 'The label was sent. The parcel has not arrived at the warehouse yet.',
    data: { lineIds: [`${order.id}-1`] },
    created_at: at,
    updated_at: at,
  };
  world.cases.push(row);
}
