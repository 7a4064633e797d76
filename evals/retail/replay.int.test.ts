import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createToolCarrier } from './carry-by-tools.js';
import type { RecordedOrder, RecordedWorld } from './recorded-world.js';
import { Replay } from './replay.js';
import { RetailCalls } from './retail-calls.js';
import { openRetailDatabase, type RetailDatabase } from './retail-database.js';
import { WORLD_TIME } from './to-rows.js';

const address = {
  ...{ address1: '1 Test Street', address2: '', city: 'Testville' },
  ...{ country: 'USA', state: 'TS', zip: '12345' },
};
const item = {
  name: 'Mug',
  product_id: '1000000001',
  item_id: '2000000001',
  price: 20.1,
  options: { colour: 'red' },
};

function order(order_id: string, status: string): RecordedOrder {
  const delivered = { tracking_id: ['123'], item_ids: [item.item_id] };
  return {
    ...{ order_id, user_id: 'ada_test_1', address, items: [item], status },
    fulfillments: status === 'delivered' ? [delivered] : [],
    payment_history: [{ transaction_type: 'payment', amount: 20.1, payment_method_id: 'credit_card_1' }],
  };
}

const WORLD: RecordedWorld = {
  users: {
    ada_test_1: {
      ...{ name: { first_name: 'Ada', last_name: 'Test' }, address, email: 'ada@example.com' },
      payment_methods: {
        credit_card_1: { source: 'credit_card', id: 'credit_card_1', brand: 'visa', last_four: '4242' },
        gift_card_1234: { source: 'gift_card', id: 'gift_card_1234', balance: 50 },
      },
      orders: ['#W1', '#W2'],
    },
  },
  orders: { '#W1': order('#W1', 'pending'), '#W2': order('#W2', 'delivered') },
  products: {
    '1000000001': {
      ...{ name: 'Mug', product_id: '1000000001' },
      variants: {
        '2000000001': { item_id: '2000000001', options: { colour: 'red' }, available: true, price: 20.1 },
        '2000000002': { item_id: '2000000002', options: { colour: 'blue' }, available: true, price: 25 },
        '2000000003': { item_id: '2000000003', options: { colour: 'green' }, available: false, price: 9 },
      },
    },
  },
};

let retail: RetailDatabase;
let replay: Replay;
beforeAll(async () => {
  retail = await openRetailDatabase(WORLD);
  let seconds = 0;
  const carrier = createToolCarrier(
    retail.database,
    () => new Date(WORLD_TIME.getTime() + seconds++ * 1_000),
  );
  replay = new Replay(new RetailCalls(retail, carrier, carrier));
});
beforeEach(() => replay.reset());
afterAll(() => retail.database.close());

const orderNow = async (id: string) => (await replay.exportWorld()).orders[id];
const giftNow = async () => {
  const method = (await replay.exportWorld()).users['ada_test_1']?.payment_methods['gift_card_1234'];
  return method?.source === 'gift_card' ? method.balance : undefined;
};
const pay = (payment_method_id: string) =>
  replay.call('modify_pending_order_payment', { order_id: '#W1', payment_method_id });
const change = (item_ids: string[], new_item_ids: string[], payment_method_id = 'credit_card_1') =>
  replay.call('modify_pending_order_items', { order_id: '#W1', item_ids, new_item_ids, payment_method_id });

describe('the replay of recorded calls', () => {
  it('gives refunds back again on a cancellation, as recorded, although our database does not', async () => {
    expect(await pay('gift_card_1234')).toMatchObject({ ok: true });
    expect(await giftNow()).toBe(29.9);
    const cancelled = await replay.call('cancel_pending_order', {
      order_id: '#W1',
      reason: 'no longer needed',
    });
    const paid = (transaction_type: string, payment_method_id: string) => ({
      ...{ transaction_type, amount: 20.1, payment_method_id },
    });
    expect(cancelled).toMatchObject({
      ok: true,
      value: {
        ...{ status: 'cancelled', cancel_reason: 'no longer needed' },
        payment_history: [
          paid('payment', 'credit_card_1'),
          paid('payment', 'gift_card_1234'),
          paid('refund', 'credit_card_1'),
          paid('refund', 'credit_card_1'),
          paid('refund', 'gift_card_1234'),
          paid('refund', 'credit_card_1'),
        ],
      },
    });
    expect(await giftNow()).toBe(50);
    expect(replay.quirks.refundsRefunded).toBe(1);
    const { rows } = await retail.database.pool.query(`select from order_payments where order_id = 'W1'`);
    expect(rows).toHaveLength(4);
  });

  it('credits a gift card twice where the refund to it is given back again', async () => {
    await retail.database.pool.query(
      `update order_payments set payment_method_id = $1 where order_id = 'W1'`,
      [retail.ids.methods.toOwn('gift_card_1234')],
    );
    await pay('credit_card_1');
    expect(await giftNow()).toBe(70.1);
    await replay.call('cancel_pending_order', { order_id: '#W1', reason: 'ordered by mistake' });
    expect(await giftNow()).toBe(110.3);
  });

  it('lets a change of nothing through, once', async () => {
    expect(await change([], [])).toMatchObject({ ok: true, value: { status: 'pending (item modified)' } });
    expect((await orderNow('#W1'))?.payment_history.at(-1)).toEqual({
      ...{ transaction_type: 'refund', amount: 0, payment_method_id: 'credit_card_1' },
    });
    expect(await change([], [])).toEqual({ ok: false, code: 'order_not_pending' });
  });

  it.each<[string[], string[], string, string]>([
    [['2000000009'], ['2000000002'], 'credit_card_1', 'item_not_in_order'],
    [['2000000001', '2000000001'], ['2000000002'], 'credit_card_1', 'item_not_in_order'],
    [['2000000001'], [], 'nobody', 'item_count_mismatch'],
    [[], ['2000000002'], 'nobody', 'item_count_mismatch'],
    [['2000000001'], ['2000000003'], 'nobody', 'new_item_unavailable'],
    [['2000000001'], ['mug'], 'nobody', 'new_item_unavailable'],
    [['2000000001'], ['2000000002'], 'nobody', 'payment_method_not_found'],
    [['2000000001'], ['2000000002'], 'paypal', 'payment_method_not_found'],
    [['2000000001'], ['2000000002'], 'my gift card', 'payment_method_not_found'],
  ])('refuses to make %j into %j with %s: %s', async (from, to, method, code) => {
    expect(await change(from, to, method)).toEqual({ ok: false, code });
    expect(await replay.exportWorld()).toEqual(WORLD);
  });

  it('takes ids to the letter, whatever our own tools would understand', async () => {
    const cancel = (order_id: string) =>
      replay.call('cancel_pending_order', { order_id, reason: 'no longer needed' });
    for (const id of ['W1', '#w1', '#W1 ', ' #W1', '', '#W3']) {
      expect(await cancel(id)).toEqual({ ok: false, code: 'order_not_found' });
    }
    expect(await replay.call('cancel_pending_order', { order_id: '#W1', reason: 'changed my mind' })).toEqual(
      {
        ok: false,
        code: 'invalid_reason',
      },
    );
    expect(await replay.call('get_product_details', { product_id: '2000000001' })).toMatchObject({
      ok: false,
    });
    expect(await replay.call('get_user_details', { user_id: 'bo_test_2' })).toEqual({
      ok: false,
      code: 'user_not_found',
    });
    expect(await replay.exportWorld()).toEqual(WORLD);
  });

  it('leaves an address that stays the same as it is, and empties its second line where it changes', async () => {
    const same = await replay.call('modify_pending_order_address', { order_id: '#W1', ...address });
    expect(same).toMatchObject({ ok: true, value: { address } });
    const moved = { ...address, address1: '2 Test Street', address2: 'Suite 1' };
    await replay.call('modify_user_address', { user_id: 'ada_test_1', ...moved });
    expect((await replay.exportWorld()).users['ada_test_1']?.address).toEqual(moved);
    await replay.call('modify_user_address', { user_id: 'ada_test_1', ...address });
    expect(await replay.exportWorld()).toEqual(WORLD);
    expect(replay.quirks.sameAddresses).toBe(1);
  });

  it('keeps what a return and an exchange ask for, and puts all of it back', async () => {
    const back = { order_id: '#W2', item_ids: ['2000000001'], payment_method_id: 'gift_card_1234' };
    await replay.call('return_delivered_order_items', back);
    expect(await orderNow('#W2')).toMatchObject({
      ...{ status: 'return requested', return_items: ['2000000001'] },
      return_payment_method_id: 'gift_card_1234',
    });
    expect(await replay.call('exchange_delivered_order_items', { ...back, new_item_ids: [] })).toEqual({
      ok: false,
      code: 'order_not_delivered',
    });
    await replay.reset();
    expect(await replay.exportWorld()).toEqual(WORLD);
    await replay.call('exchange_delivered_order_items', { ...back, new_item_ids: ['2000000002'] });
    expect(await orderNow('#W2')).toMatchObject({ exchange_price_difference: 4.9, items: [item] });
  });
});
