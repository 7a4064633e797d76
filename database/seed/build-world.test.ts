import { describe, expect, it } from 'vitest';
import { buildWorld } from './build-world.js';
import { DEMO_CUSTOMERS } from './demo-customers.js';

const now = new Date('2026-06-15T00:00:00.000Z');
const world = buildWorld({ now, seed: 1 });
const DAY_MS = 86_400_000;

const byId = <T extends { id: string }>(rows: readonly T[], id: string) => {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};
const calendarDaysSince = (instant: Date) => Math.ceil((now.getTime() - instant.getTime()) / DAY_MS);

describe('the seeded world', () => {
  it('is the same for the same day and number, and another for another number', () => {
    expect(buildWorld({ now, seed: 1 })).toEqual(world);
    expect(buildWorld({ now, seed: 2 }).orders).not.toEqual(world.orders);
  });

  it('moves with the day, so that ages stay what they are', () => {
    const later = buildWorld({ now: new Date(now.getTime() + 10 * DAY_MS), seed: 1 });
    const shift =
      byId(later.orders, 'SB-100500').placed_at.getTime() -
      byId(world.orders, 'SB-100500').placed_at.getTime();
    expect(shift).toBe(10 * DAY_MS);
  });

  it('is as large as a shop', () => {
    expect(world.products.length).toBeGreaterThanOrEqual(60);
    expect(world.variants.length).toBeGreaterThanOrEqual(300);
    expect(world.customers.length).toBe(200);
    expect(world.orders.length).toBeGreaterThanOrEqual(1_000);
    expect(world.browsing_events.length).toBeGreaterThanOrEqual(5_000);
  });

  it('has orders in every status', () => {
    expect(new Set(world.orders.map(({ status }) => status)).size).toBe(8);
  });

  it('has variants without stock and stock in three warehouses', () => {
    const total = new Map<string, number>();
    for (const { variant_id, quantity } of world.variant_stock) {
      total.set(variant_id, (total.get(variant_id) ?? 0) + quantity);
    }
    expect([...total.values()].filter((quantity) => quantity === 0).length).toBeGreaterThan(20);
    expect(world.variant_stock.length).toBe(world.variants.length * 3);
  });

  it('gives every product and variant an id of its own, and refers to known ones', () => {
    const products = new Set(world.products.map(({ id }) => id));
    expect(products.size).toBe(world.products.length);
    expect(new Set(world.variants.map(({ id }) => id)).size).toBe(world.variants.length);
    for (const { compatible_with } of world.products) {
      for (const id of compatible_with) expect(products).toContain(id);
    }
  });

  it('lets the payments of an order add up to its lines', () => {
    for (const { id } of world.orders) {
      const lines = world.order_lines.filter(({ order_id }) => order_id === id);
      const owed = lines.reduce((sum, line) => sum + line.quantity * line.unit_price_cents, 0);
      const payments = world.order_payments.filter((row) => row.order_id === id && row.kind === 'payment');
      expect(payments.reduce((sum, row) => sum + row.amount_cents, 0)).toBe(owed);
    }
  });

  it('refunds cancelled orders in full and never more than was paid', () => {
    const sum = (orderId: string, kind: string) =>
      world.order_payments
        .filter((row) => row.order_id === orderId && row.kind === kind)
        .reduce((cents, row) => cents + row.amount_cents, 0);
    for (const { id, status } of world.orders) {
      if (status === 'cancelled') expect(sum(id, 'refund')).toBe(sum(id, 'payment'));
      expect(sum(id, 'refund')).toBeLessThanOrEqual(sum(id, 'payment'));
    }
  });

  it('puts every line of an order that left into exactly one parcel', () => {
    for (const order of world.orders.filter(({ status }) => status === 'delivered' || status === 'shipped')) {
      const lines = world.order_lines.filter(({ order_id }) => order_id === order.id).map(({ id }) => id);
      const packed = world.shipments
        .filter(({ order_id }) => order_id === order.id)
        .flatMap((row) => row.line_ids);
      expect(packed.sort()).toEqual(lines.sort());
    }
  });

  it('lets nothing happen before its cause or after today', () => {
    for (const shipment of world.shipments) {
      const placed = byId(world.orders, shipment.order_id).placed_at;
      const shipped = shipment.shipped_at ?? placed;
      expect(shipped.getTime()).toBeGreaterThan(placed.getTime());
      expect((shipment.delivered_at ?? now).getTime()).toBeGreaterThan(shipped.getTime());
    }
    for (const { at } of world.shipment_events) expect(at.getTime()).toBeLessThanOrEqual(now.getTime());
    for (const { at } of world.browsing_events) expect(at.getTime()).toBeLessThanOrEqual(now.getTime());
  });

  it('has split, late and lost parcels', () => {
    const perOrder = new Map<string, number>();
    for (const { order_id } of world.shipments) perOrder.set(order_id, (perOrder.get(order_id) ?? 0) + 1);
    expect([...perOrder.values()].filter((count) => count > 1).length).toBeGreaterThan(50);
    const moving = world.shipments.filter(({ status }) => status === 'in-transit');
    expect(moving.filter(({ estimated_at }) => estimated_at < now).length).toBeGreaterThan(5);
    expect(world.shipments.some(({ status }) => status === 'exception')).toBe(true);
  });
});

describe('the demo customers', () => {
  it('have exactly the orders that their list names', () => {
    for (const { id, orders } of DEMO_CUSTOMERS) {
      const owned = world.orders.filter(({ customer_id }) => customer_id === id).map((order) => order.id);
      expect(owned.sort()).toEqual(orders.map((order) => order.id).sort());
    }
  });

  it.each([
    ['SB-100003', 12],
    ['SB-100005', 29],
    ['SB-100006', 30],
    ['SB-100007', 31],
    ['SB-100014', 8],
  ])('got %s delivered %i days ago', (orderId, days) => {
    const shipment = world.shipments.find(({ order_id }) => order_id === orderId);
    expect(shipment?.delivered_at && calendarDaysSince(shipment.delivered_at)).toBe(days);
  });

  it('include a late parcel, a half-delivered order and a refund that is expected', () => {
    const late = byId(world.shipments, 'SB-100002-s1');
    expect(late.delivered_at).toBeNull();
    expect(late.estimated_at.getTime()).toBeLessThan(now.getTime());
    expect(byId(world.shipments, 'SB-100009-s1').status).toBe('delivered');
    expect(byId(world.shipments, 'SB-100009-s2').status).toBe('in-transit');
    expect(byId(world.order_payments, 'SB-100016-r1').expected_at?.getTime()).toBeGreaterThan(now.getTime());
  });

  it('include a gift card that does not cover an order, and a line above the staff limit', () => {
    expect(byId(world.payment_methods, 'PM-C1004-3').balance_cents).toBe(1_500);
    expect(byId(world.order_lines, 'SB-100014-1').unit_price_cents).toBeGreaterThan(50_000);
  });
});
