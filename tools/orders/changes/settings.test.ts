import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type PolicySettings } from '../../policy-settings.js';
import { buildOrder } from '../../testing/build-order.js';
import type { MethodRecord, VariantRecord } from './order-change.js';
import { planExchange } from './plan-exchange.js';
import { planItemChange } from './plan-item-change.js';

const now = new Date('2026-06-15T12:00:00Z');
const other: PolicySettings = {
  ...DEFAULT_POLICY,
  sameVariantAllowed: true,
  recordZeroDifference: true,
};
const card: MethodRecord = {
  ...{ id: 'M1', kind: 'credit-card', brand: 'Visa', lastFour: '4242', balanceCents: null, currency: 'USD' },
};
const same: VariantRecord = {
  ...{
    itemId: '10000001',
    productId: 'test-lamp',
    name: 'Test Lamp',
    options: {},
    priceCents: 4_000,
    quantity: 1,
  },
};
const swap = { pairs: [{ from: '10000001', to: '10000001' }], method: card, variants: [same] };

describe('the rules of another shop, as settings', () => {
  it('may let an item become the same variant, and leave an entry of nothing for it', () => {
    const order = buildOrder({ status: 'pending' });
    const strict = planItemChange(order, swap, { methods: [card], policy: DEFAULT_POLICY, now });
    expect(strict).toMatchObject({ ok: false, code: 'same-item' });
    const plan = planItemChange(order, swap, { methods: [card], policy: other, now });
    expect(plan).toMatchObject({ ok: true, differenceCents: 0 });
    expect(plan.ok && plan.change.movements).toMatchObject([{ kind: 'refund', amountCents: 0 }]);
  });

  it('may want a payment method even where nothing is to pay', () => {
    const plan = planExchange(buildOrder(), { ...swap, method: undefined }, { policy: other });
    expect(plan).toMatchObject({ ok: false, code: 'payment-method-not-found' });
  });
});
