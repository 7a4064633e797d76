import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { checkAvailability } from './check-availability.js';
import { getOrder } from './get-order.js';
import { getRefundStatus } from './get-refund-status.js';
import { listOrders } from './list-orders.js';
import { trackShipment } from './track-shipment.js';

let shop: Shop;
let ada: ToolContext;
let bo: ToolContext;
let visitor: ToolContext;

beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_order_management', 'CA');
  bo = shop.contextOf('switchboard_order_management', 'CB');
  visitor = shop.contextOf('switchboard_order_management');
});
afterAll(() => shop.close());

const ids = (data: unknown) => (data as { orders: { id: string }[] }).orders.map((order) => order.id);

describe('list_orders', () => {
  it("lists the customer's own orders, newest first, with a fact for each in that order", async () => {
    const result = expectOk(await listOrders.run({}, ada));
    const expected = ['SB-100001', 'SB-100002', 'SB-100003', 'SB-100004', 'SB-100005'];
    expect(ids(result.data)).toEqual(expected);
    expect(result.facts?.map((fact) => fact.id)).toEqual(expected);
    expect(result.data).toMatchObject({ total: 5, nextCursor: null });
  });

  it('works for troubleshooting too, which asks whose product it is', async () => {
    const context = shop.contextOf('switchboard_troubleshooting', 'CA');
    expect(ids(expectOk(await listOrders.run({ product_query: 'robot vacuum' }, context)).data)).toEqual([
      'SB-100002',
    ]);
  });

  it('filters by status, and takes open for everything under way', async () => {
    expect(ids(expectOk(await listOrders.run({ status: 'cancelled' }, ada)).data)).toEqual(['SB-100004']);
    expect(ids(expectOk(await listOrders.run({ status: 'open' }, ada)).data)).toEqual([
      'SB-100001',
      'SB-100002',
    ]);
  });

  it('filters by the day an order was placed, that day included', async () => {
    const result = expectOk(await listOrders.run({ since: '2026-06-01' }, ada));
    expect(ids(result.data)).toEqual(['SB-100001', 'SB-100002']);
  });

  it.each([
    ['the robot vacuum', ['SB-100002']],
    ['headphones', ['SB-100001', 'SB-100003', 'SB-100004']],
    ['hush headphones', ['SB-100001', 'SB-100003']],
    ['quietly', ['SB-100001', 'SB-100003']],
    ['bicycle', []],
    ["lamp'); drop table orders; --", ['SB-100003', 'SB-100005']],
  ])('finds orders by the product words %j', async (product_query, expected) => {
    expect(ids(expectOk(await listOrders.run({ product_query }, ada)).data)).toEqual(expected);
  });

  it('pages with a cursor and shows nothing twice', async () => {
    const rows = Array.from({ length: 23 }, (_, index) => ({ id: `SB-3${String(index).padStart(5, '0')}` }));
    await shop.pool.query(
      `insert into orders select r.id, 'CC', 'pending', '2026-01-01', 'USD', '{}'::jsonb
       from jsonb_to_recordset($1::jsonb) as r(id text)`,
      [JSON.stringify(rows)],
    );
    const cy = shop.contextOf('switchboard_order_management', 'CC');
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const data = expectOk(await listOrders.run(cursor === undefined ? {} : { cursor }, cy)).data;
      expect(data).toMatchObject({ total: 23 });
      seen.push(...ids(data));
      cursor = (data as { nextCursor: string | null }).nextCursor ?? undefined;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(23);
  });

  it('tells a late order and its estimate', async () => {
    const result = expectOk(await listOrders.run({ status: 'shipped' }, ada));
    expect(result.data).toMatchObject({ orders: [{ late: true, estimatedAt: '2026-06-10T00:00:00.000Z' }] });
  });
});

describe('get_order', () => {
  it.each(['SB-100003', '#sb 100003', 'SB100003', '100003'])('finds the order as %j', async (order_id) => {
    expect(expectOk(await getOrder.run({ order_id }, ada)).data).toMatchObject({ id: 'SB-100003' });
  });

  it('gives lines, payments, parcels and the verdict on every action', async () => {
    const result = expectOk(await getOrder.run({ order_id: 'SB-100003' }, ada));
    expect(result.data).toMatchObject({
      status: 'delivered',
      total: { cents: 21_400, text: '$214.00' },
      deliveredAt: '2026-06-09T09:00:00.000Z',
      lines: [
        {
          name: 'Hush Headphones',
          options: 'white',
          return: { allowed: true, until: '2026-07-09T23:59:59.999Z' },
        },
        { name: 'Bright Lamp', return: { allowed: false, code: 'final-sale' } },
      ],
      payments: [{ kind: 'payment', method: 'Visa ending in 4242', amount: { cents: 21_400 } }],
      shipments: [{ carrier: 'Parcel Post', items: ['Hush Headphones', 'Bright Lamp'] }],
      allowedActions: [
        { action: 'cancel', allowed: false, code: 'already-delivered' },
        { action: 'modify-address', allowed: false },
        { action: 'modify-payment', allowed: false },
        { action: 'modify-items', allowed: false },
        { action: 'return', allowed: true },
        { action: 'exchange', allowed: true },
      ],
    });
    expect(result.items).toMatchObject([{ kind: 'order', allowedActions: ['return', 'exchange'] }]);
    expect(result.facts?.map((fact) => fact.id)).toEqual(['SB-100003', 'hush-headphones', 'bright-lamp']);
  });

  it("answers somebody else's order exactly like one that is not there", async () => {
    const foreign = await getOrder.run({ order_id: 'SB-200001' }, ada);
    expect(foreign).toMatchObject({ ok: false, code: 'not-found' });
    expect(foreign).toEqual(await getOrder.run({ order_id: 'SB-999999' }, ada));
    expectOk(await getOrder.run({ order_id: 'SB-200001' }, bo));
  });

  it.each(['SB-1000', '1000', 'SB-10000%', '_B-100003', 'SB-1000033', ''])(
    'never finds an order by a part or a pattern such as %j',
    async (order_id) => {
      expect(await getOrder.run({ order_id }, ada)).toMatchObject({ ok: false, code: 'not-found' });
    },
  );

  it('reads nothing for a visitor who is not signed in', async () => {
    expect(await getOrder.run({ order_id: 'SB-100003' }, visitor)).toMatchObject({
      code: 'sign-in-required',
    });
  });
});

describe('track_shipment', () => {
  it('tells where a late parcel is, newest event first', async () => {
    const result = expectOk(await trackShipment.run({ order_id: '100002' }, ada));
    expect(result.data).toMatchObject({
      late: true,
      notShipped: [],
      shipments: [
        {
          trackingId: 'PP-S2',
          punctuality: { state: 'late', daysLate: 5 },
          events: [{ place: 'Southport' }, { place: 'Northtown' }],
        },
      ],
    });
  });

  it('names what is in no parcel yet', async () => {
    const result = expectOk(await trackShipment.run({ order_id: '100001' }, ada));
    expect(result.data).toMatchObject({
      shipments: [],
      notShipped: ['Hush Headphones', 'Dusty Filter'],
      late: false,
    });
  });

  it("does not track somebody else's parcel", async () => {
    expect(await trackShipment.run({ order_id: '100002' }, bo)).toMatchObject({ code: 'not-found' });
  });
});

describe('check_availability', () => {
  it('adds up the warehouses and counts nothing that is off sale', async () => {
    const result = expectOk(
      await checkAvailability.run({ item_ids: ['10000001', '10000007', 'nope'] }, visitor),
    );
    expect(result.data).toMatchObject({
      items: [
        { itemId: '10000001', inStock: true, quantity: 7, price: { text: '$199.00' } },
        { itemId: '10000007', inStock: false, quantity: 0 },
      ],
      notFound: ['nope'],
    });
  });

  it('gives all variants of a product, cheapest first', async () => {
    const result = expectOk(await checkAvailability.run({ item_ids: ['hush-headphones'] }, visitor));
    const { items } = result.data as { items: { options: string }[] };
    expect(items.map((item) => item.options)).toEqual(['green', 'black', 'white']);
  });

  it('says so when none of the ids is known', async () => {
    expect(await checkAvailability.run({ item_ids: ['x'] }, visitor)).toMatchObject({ code: 'not-found' });
  });
});

describe('get_refund_status', () => {
  it('tells when a refund is expected and where it goes', async () => {
    const result = expectOk(await getRefundStatus.run({ order_id: 'sb-100004' }, ada));
    expect(result.data).toMatchObject({
      refunds: [
        {
          state: 'issued',
          amount: { text: '$49.00' },
          method: 'Visa ending in 4242',
          expectedAt: '2026-06-20T00:00:00.000Z',
        },
      ],
    });
  });

  it('tells that returned goods were received before the money is sent', async () => {
    const result = expectOk(await getRefundStatus.run({ case_id: 'R-1' }, ada));
    expect(result.data).toMatchObject({
      refunds: [{ state: 'received', caseId: 'R-1', amount: null, receivedAt: '2026-06-11T09:00:00.000Z' }],
    });
  });

  it('gives all refunds of the account, newest order first, when no number is given', async () => {
    const result = expectOk(await getRefundStatus.run({}, ada));
    const { refunds } = result.data as { refunds: { orderId: string }[] };
    expect(refunds.map((refund) => refund.orderId)).toEqual(['SB-100004', 'SB-100005']);
  });

  it('gives an empty list for an order without a refund', async () => {
    const result = expectOk(await getRefundStatus.run({ order_id: '100001' }, ada));
    expect(result.data).toMatchObject({ refunds: [], orders: [{ id: 'SB-100001' }] });
  });

  it("knows nothing of somebody else's case or order", async () => {
    expect(await getRefundStatus.run({ case_id: 'R-1' }, bo)).toMatchObject({ code: 'not-found' });
    expect(await getRefundStatus.run({ order_id: '100004' }, bo)).toMatchObject({ code: 'not-found' });
    expect(expectOk(await getRefundStatus.run({}, bo)).data).toMatchObject({ refunds: [] });
  });
});
