import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../policy-settings.js';
import { applyInMemory } from '../../testing/apply-in-memory.js';
import { buildLine, buildOrder, buildPayment, buildShipment } from '../../testing/build-order.js';
import { type OrderRecord, orderTotalCents } from '../order-record.js';
import { keptByMethod, keptCents } from './money-flow.js';
import type { ChangePlan, MethodRecord, VariantRecord } from './order-change.js';
import { planAddressChange } from './plan-address-change.js';
import { planCancel } from './plan-cancel.js';
import { planCredit } from './plan-credit.js';
import { planExchange } from './plan-exchange.js';
import { planItemChange } from './plan-item-change.js';
import { planPaymentChange } from './plan-payment-change.js';
import { planReturn } from './plan-return.js';

const now = new Date('2026-06-15T12:00:00Z');
const policy = DEFAULT_POLICY;

const variants: VariantRecord[] = [0, 1, 2].flatMap((product) =>
  [0, 1, 2, 3].map((index) => ({
    itemId: `1000${product}00${index}`,
    productId: `product-${product}`,
    name: `Product ${product}`,
    options: { colour: `colour ${index}` },
    priceCents: [999, 4_250, 12_000, 70_001][index] ?? 0,
    quantity: index === 3 ? 0 : 4,
  })),
);

function toLine(variant: VariantRecord, index: number, quantity: number) {
  const { itemId, productId, name, options, priceCents } = variant;
  return buildLine({
    ...{ id: `L${index}`, position: index + 1, itemId, productId, productName: name, options, quantity },
    unitPriceCents: priceCents,
  });
}

const lines = fc
  .array(fc.tuple(fc.constantFrom(...variants), fc.integer({ min: 1, max: 3 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((chosen) => chosen.map(([variant, quantity], index) => toLine(variant, index, quantity)));

const methods = fc.tuple(fc.nat(80_000), fc.nat(5_000)).map(([first, second]): MethodRecord[] => [
  { id: 'card', kind: 'credit-card', brand: 'Visa', lastFour: '4242', balanceCents: null, currency: 'USD' },
  { id: 'paypal', kind: 'paypal', brand: null, lastFour: null, balanceCents: null, currency: 'USD' },
  { id: 'gift-1', kind: 'gift-card', brand: null, lastFour: null, balanceCents: first, currency: 'USD' },
  { id: 'gift-2', kind: 'gift-card', brand: null, lastFour: null, balanceCents: second, currency: 'USD' },
]);

/** An order whose payments add up to its total, over one or two methods. */
const orders = fc
  .tuple(
    lines,
    fc.constantFrom('pending', 'delivered', 'processed', 'shipped'),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([bought, status, share]): OrderRecord => {
    const order = buildOrder({ lines: bought, status: status as OrderRecord['status'], payments: [] });
    const total = orderTotalCents(order);
    const first = Math.floor(total * share);
    const payments = [
      buildPayment({ id: 'P1', methodId: 'gift-1', methodKind: 'gift-card', amountCents: first }),
      buildPayment({ id: 'P2', methodId: 'card', amountCents: total - first }),
    ].filter(({ amountCents }) => amountCents > 0);
    const shipments = status === 'delivered' ? [buildShipment({ lineIds: bought.map(({ id }) => id) })] : [];
    return { ...order, payments, shipments };
  });

const methodId = fc.constantFrom('card', 'paypal', 'gift-1', 'gift-2');
const itemId = fc.constantFrom(...variants.map((variant) => variant.itemId));
const pairs = fc.array(
  fc.record({
    from: itemId,
    to: itemId,
    quantity: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  }),
  { maxLength: 3 },
);

type Ask = (order: OrderRecord, methods: readonly MethodRecord[]) => ChangePlan<unknown>;

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.constant<Ask>((order, all) =>
    planCancel(order, { reason: 'no longer needed' }, { methods: all, policy, now }),
  ),
  methodId.map(
    (id): Ask =>
      (order, all) => {
        const method = all.find((each) => each.id === id);
        return planPaymentChange(order, { method }, { methods: all, policy, now });
      },
  ),
  fc.tuple(pairs, methodId).map(
    ([asked, id]): Ask =>
      (order, all) => {
        const method = all.find((each) => each.id === id);
        return planItemChange(order, { pairs: asked, method, variants }, { methods: all, policy, now });
      },
  ),
  fc.tuple(pairs, methodId).map(
    ([asked, id]): Ask =>
      (order, all) => {
        const method = all.find((each) => each.id === id);
        return planExchange(order, { pairs: asked, method, variants }, { policy });
      },
  ),
  fc.tuple(fc.array(itemId, { minLength: 1, maxLength: 3 }), methodId).map(
    ([items, id]): Ask =>
      (order, all) => {
        const destination = all.find((each) => each.id === id);
        const returned = items.map((each) => ({ itemId: each, quantity: 1, reason: 'too loud' }));
        return planReturn(order, { items: returned, destination }, { methods: all, policy, now });
      },
  ),
  fc.constant<Ask>((order) =>
    planAddressChange(order, { address: { ...order.shippingAddress, line1: '2 Elsewhere' } }, { policy }),
  ),
);

const NEXT: Record<OrderRecord['status'], readonly OrderRecord['status'][]> = {
  pending: ['pending', 'pending-modified', 'cancelled'],
  delivered: ['return-requested', 'exchange-requested'],
  'pending-modified': [],
  processed: [],
  shipped: [],
  cancelled: [],
  'return-requested': [],
  'exchange-requested': [],
};

const balanceOf = (all: readonly MethodRecord[]) =>
  all.reduce((sum, { balanceCents }) => sum + (balanceCents ?? 0), 0);

describe('any sequence of changes', () => {
  it('keeps the money: an order keeps what it costs, a cancelled one nothing, and gift cards match', () => {
    fc.assert(
      fc.property(orders, methods, fc.array(asks, { maxLength: 6 }), (start, startMethods, sequence) => {
        let state = { order: start, methods: startMethods };
        const giftPaid = (order: OrderRecord) =>
          [...keptByMethod(order)].reduce(
            (sum, [id, cents]) => (id.startsWith('gift') ? sum + cents : sum),
            0,
          );
        const all = balanceOf(startMethods) + giftPaid(start);
        for (const ask of sequence) {
          const plan = ask(state.order, state.methods);
          if (!plan.ok) continue;
          expect(NEXT[state.order.status]).toContain(plan.change.status ?? state.order.status);
          state = applyInMemory(state.order, state.methods, plan.change);
          const { order } = state;
          expect(keptCents(order)).toBe(order.status === 'cancelled' ? 0 : orderTotalCents(order));
          expect(state.methods.every(({ balanceCents }) => (balanceCents ?? 0) >= 0)).toBe(true);
          expect(order.lines.every(({ quantity }) => quantity > 0)).toBe(true);
          const net = order.payments.reduce(
            (sum, { methodId: id, kind, amountCents }) =>
              id.startsWith('gift') ? sum + (kind === 'payment' ? amountCents : -amountCents) : sum,
            0,
          );
          expect(balanceOf(state.methods) + net).toBe(all);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('changes nothing where the rules refuse, whatever is asked', () => {
    const frozen = orders.filter(({ status }) => status === 'processed' || status === 'shipped');
    fc.assert(
      fc.property(frozen, methods, asks, (order, all, ask) => {
        const plan = ask(order, all);
        expect(plan.ok).toBe(false);
        if (!plan.ok) expect(plan.message).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a change of items', () => {
  it('never changes how many of a product an order has, and charges exactly the difference', () => {
    const pending = orders.map((order): OrderRecord => ({ ...order, status: 'pending' }));
    fc.assert(
      fc.property(pending, methods, pairs, (order, all, asked) => {
        const method = all.find(({ id }) => id === 'card');
        const plan = planItemChange(order, { pairs: asked, method, variants }, { methods: all, policy, now });
        fc.pre(plan.ok);
        if (!plan.ok) return;
        const after = applyInMemory(order, all, plan.change).order;
        const count = (each: OrderRecord) =>
          [0, 1, 2].map((product) =>
            each.lines.reduce(
              (sum, line) => (line.productId === `product-${product}` ? sum + line.quantity : sum),
              0,
            ),
          );
        expect(count(after)).toEqual(count(order));
        expect(orderTotalCents(after) - orderTotalCents(order)).toBe(plan.differenceCents);
        expect(plan.change.stock.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a return', () => {
  it('never gives back more than the items cost or than the order kept, and splits it to the cent', () => {
    const delivered = orders.map(
      (order): OrderRecord => ({
        ...order,
        status: 'delivered',
        shipments: [buildShipment({ lineIds: order.lines.map(({ id }) => id) })],
      }),
    );
    fc.assert(
      fc.property(delivered, methods, fc.nat(50_000), fc.boolean(), (order, all, credited, toGiftCard) => {
        const first = order.payments[0];
        const credit = Math.min(credited, first?.amountCents ?? 0);
        const refund = buildPayment({
          id: 'C',
          methodId: first?.methodId ?? '',
          kind: 'refund',
          amountCents: credit,
        });
        const reduced = { ...order, payments: [...order.payments, refund] };
        const items = [...new Set(order.lines.map((line) => line.itemId))].map((id) => ({
          itemId: id,
          reason: 'x',
        }));
        const destination = toGiftCard ? all.find(({ id }) => id === 'gift-2') : ('original' as const);
        const plan = planReturn(reduced, { items, destination }, { methods: all, policy, now });
        expect(plan.ok).toBe(true);
        if (!plan.ok) return;
        expect(plan.refundCents).toBe(Math.min(orderTotalCents(order), keptCents(reduced)));
        expect(plan.refunds.reduce((sum, { cents }) => sum + cents, 0)).toBe(plan.refundCents);
        expect(plan.elsewhere).toBe(toGiftCard);
        expect(plan.approval).toBe(orderTotalCents(order) > 50_000 ? 'staff' : 'customer');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a credit', () => {
  it('never gives more than was kept, and asks staff above each of the limits', () => {
    const late = orders.map(
      (order): OrderRecord => ({
        ...order,
        shipments: [buildShipment({ deliveredAt: new Date('2026-06-12T00:00:00Z') })],
      }),
    );
    fc.assert(
      fc.property(
        late,
        methods,
        fc.integer({ min: 1, max: 90_000 }),
        fc.nat(6_000),
        (order, all, cents, given) => {
          const ask = { amountCents: cents, reason: 'late', givenThisYearCents: given };
          const plan = planCredit(order, ask, { methods: all, policy, now });
          expect(plan.ok).toBe(cents <= keptCents(order));
          if (!plan.ok) return;
          expect(plan.refunds.reduce((sum, refund) => sum + refund.cents, 0)).toBe(cents);
          const small = cents <= 2_000 && cents * 10 <= orderTotalCents(order) && given + cents <= 5_000;
          expect(plan.approval).toBe(small ? 'customer' : 'staff');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is given only where something went wrong', () => {
    const order = buildOrder();
    const ask = { amountCents: 100, reason: 'just so', givenThisYearCents: 0 };
    const context = { methods: [], policy, now };
    expect(planCredit(order, ask, context)).toMatchObject({ ok: false, code: 'no-complaint' });
    const reported = { ...order, cases: [{ ...CASE, kind: 'damage' as const, status: 'open' as const }] };
    expect(planCredit(reported, ask, context)).toMatchObject({ ok: true });
    const refused = { ...order, cases: [{ ...CASE, kind: 'damage' as const, status: 'rejected' as const }] };
    expect(planCredit(refused, ask, context)).toMatchObject({ ok: false });
  });
});

const CASE = { id: 'P-1', topic: '', data: {}, createdAt: now, updatedAt: now };

describe('what an order kept', () => {
  it('is less by what went back to a method that did not pay', () => {
    const payments = [
      buildPayment({ id: 'P1', methodId: 'card', amountCents: 71_000 }),
      buildPayment({ id: 'P2', methodId: 'gift-1', kind: 'refund', amountCents: 65_751 }),
    ];
    expect(keptCents({ payments })).toBe(5_249);
    expect([...keptByMethod({ payments })]).toEqual([['card', 5_249]]);
  });
});
