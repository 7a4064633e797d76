import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commitAction } from '../actions/commit-action.js';
import { carryOut, commitRequest, propose } from '../testing/commit.js';
import { decide } from '../testing/decide.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { Tool, ToolContext } from '../tool.js';
import { exchangeItems } from './exchange-items.js';
import { issueCredit } from './issue-credit.js';
import { modifyOrderAddress } from './modify-order-address.js';
import { modifyOrderItems } from './modify-order-items.js';
import { modifyOrderPayment } from './modify-order-payment.js';
import { reportProblem } from './report-problem.js';
import { returnItems } from './return-items.js';

let shop: Shop;
let ada: ToolContext;
beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_order_management', 'CA');
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const rows = async (text: string) => (await shop.pool.query(text)).rows;
const statusOf = async (id: string) => (await rows(`select status from orders where id = '${id}'`))[0].status;
const stockOf = async (id: string) =>
  (await rows(`select sum(quantity)::int as n from variant_stock where variant_id = '${id}'`))[0].n;
const giftBalance = async () =>
  (await rows(`select balance_cents from payment_methods where id = 'MA2'`))[0].balance_cents;
const refused = async (tool: Tool, input: Record<string, unknown>) => {
  const result = await tool.run(tool.input.parse(input), ada);
  if (result.ok) throw new Error(`${tool.name} was not refused`);
  return result;
};
const setGiftBalance = (cents: number) =>
  shop.pool.query(`update payment_methods set balance_cents = ${cents} where id = 'MA2'`);

describe('modify_order_address', () => {
  const address = { line1: '9 New Road', city: 'Elsewhere', region: 'TX', postal_code: '73301' };

  it('sends the order to a new address in full, and wants a code for it', async () => {
    const proposal = await propose(modifyOrderAddress, { order_id: '100001', address }, ada);
    expect(proposal).toMatchObject({
      level: 'step-up',
      summary: {
        lines: [
          'From: Ada Test, 1 Test Street, Testville, TS 12345, US',
          'To: Ada Test, 9 New Road, Elsewhere, TX 73301, US',
        ],
      },
    });
    await decide(shop, proposal.id);
    const result = await commitAction(commitRequest(modifyOrderAddress, proposal.id, ada));
    expect(result.text).toBe('Order SB-100001 now goes to Ada Test, 9 New Road, Elsewhere, TX 73301, US.');
    const [order] = await rows(`select status, shipping_address from orders where id = 'SB-100001'`);
    expect(order).toMatchObject({
      status: 'pending',
      shipping_address: { line1: '9 New Road', postalCode: '73301' },
    });
  });

  it('takes an address of the account by its label, without a code', async () => {
    await shop.pool.query(
      `update customer_addresses set address = address || '{"line1":"5 Office Park"}' where label = 'Work'`,
    );
    const proposal = await propose(modifyOrderAddress, { order_id: '100001', saved_address: 'work' }, ada);
    expect(proposal).toMatchObject({ level: 'verified' });
    expect(proposal.summary.lines[1]).toContain('5 Office Park');
    await decide(shop, proposal.id);
    const result = await commitAction(commitRequest(modifyOrderAddress, proposal.id, ada));
    expect(result).toMatchObject({ status: 'committed', text: expect.stringContaining('5 Office Park') });
  });

  it('asks when neither is given, and lists what is on the account', async () => {
    const result = await refused(modifyOrderAddress, { order_id: '100001' });
    expect(result).toMatchObject({
      code: 'invalid-arguments',
      message: expect.stringContaining('Work (1 Test Street'),
    });
  });

  it('does not send anything that is on its way elsewhere, nor to where it goes already', async () => {
    expect((await refused(modifyOrderAddress, { order_id: '100002', address })).message).toMatch(
      /on its way/,
    );
    const same = await refused(modifyOrderAddress, { order_id: '100001', saved_address: 'Home' });
    expect(same.message).toMatch(/goes to this address already/);
  });
});

describe('modify_order_payment', () => {
  it('charges another method and gives what paid its money back', async () => {
    await setGiftBalance(30_000);
    const result = await carryOut(
      shop,
      modifyOrderPayment,
      { order_id: '100001', payment_method: 'gift card' },
      ada,
    );
    expect(result).toMatchObject({ status: 'committed' });
    expect(await giftBalance()).toBe(30_000 - 21_400);
    expect(
      await rows(`select payment_method_id as m, kind, amount_cents as c from order_payments
        where order_id = 'SB-100001' and id <> 'P1' order by kind`),
    ).toEqual([
      { m: 'MA2', kind: 'payment', c: 21_400 },
      { m: 'MA1', kind: 'refund', c: 21_400 },
    ]);
  });

  it('needs a code, and a gift card that covers all', async () => {
    const input = { order_id: '100001', payment_method: 'my gift card' };
    expect((await refused(modifyOrderPayment, input)).message).toMatch(/does not cover/);
    await setGiftBalance(21_400);
    expect(await propose(modifyOrderPayment, input, ada)).toMatchObject({ level: 'step-up' });
  });

  it('names the methods of the account when it is told another', async () => {
    const result = await refused(modifyOrderPayment, { order_id: '100001', payment_method: 'Visa 1111' });
    expect(result).toMatchObject({ code: 'invalid-arguments' });
    expect(result.message).toContain('Visa ending in 4242; a gift card with $12.34 on it');
  });

  it('fails when the gift card was spent meanwhile, and charges nothing', async () => {
    await setGiftBalance(21_400);
    const { id } = await propose(
      modifyOrderPayment,
      { order_id: '100001', payment_method: 'gift card' },
      ada,
    );
    await decide(shop, id);
    await setGiftBalance(21_399);
    const result = await commitAction(commitRequest(modifyOrderPayment, id, ada));
    expect(result).toMatchObject({ status: 'failed', code: 'insufficient-balance' });
    expect(await giftBalance()).toBe(21_399);
  });
});

describe('modify_order_items', () => {
  const white = { order_id: '100001', pairs: [{ from: '10000001', to: '10000002' }] };

  it('changes the variant, charges the difference, moves the stock and freezes the order', async () => {
    const proposal = await propose(modifyOrderItems, white, ada);
    expect(proposal).toMatchObject({ amount: { cents: -1_000 }, level: 'verified' });
    expect(proposal.summary.lines).toEqual([
      '1 × Hush Headphones (white) instead of black, $209.00 each',
      'You pay $10.00 more, charged to Visa ending in 4242.',
      'Items can be changed once; after that the order is fixed.',
    ]);
    await decide(shop, proposal.id);
    expect(await commitAction(commitRequest(modifyOrderItems, proposal.id, ada))).toMatchObject({
      status: 'committed',
    });
    expect(await statusOf('SB-100001')).toBe('pending-modified');
    expect(
      await rows(`select variant_id, unit_price_cents, options from order_lines where id = 'L11'`),
    ).toEqual([{ variant_id: '10000002', unit_price_cents: 20_900, options: { colour: 'white' } }]);
    expect([await stockOf('10000001'), await stockOf('10000002')]).toEqual([8, 0]);
    expect((await refused(modifyOrderItems, white)).message).toMatch(/changed once already/);
  });

  it('splits a line of which only a part is changed', async () => {
    await shop.pool.query(`update order_lines set quantity = 3 where id = 'L11'`);
    const input = { order_id: '100001', pairs: [{ from: '10000001', to: '10000002', quantity: 1 }] };
    expect(await carryOut(shop, modifyOrderItems, input, ada)).toMatchObject({ status: 'committed' });
    expect(
      await rows(`select variant_id as v, quantity as q, position as p from order_lines
        where order_id = 'SB-100001' order by position`),
    ).toEqual([
      { v: '10000001', q: 2, p: 1 },
      { v: '10000005', q: 1, p: 2 },
      { v: '10000002', q: 1, p: 3 },
    ]);
  });

  it('does nothing when somebody else took the last one', async () => {
    const { id } = await propose(modifyOrderItems, white, ada);
    await decide(shop, id);
    await shop.pool.query(`update variant_stock set quantity = 0 where variant_id = '10000002'`);
    const result = await commitAction(commitRequest(modifyOrderItems, id, ada));
    expect(result).toMatchObject({ status: 'failed', code: 'new-item-unavailable' });
    expect(await statusOf('SB-100001')).toBe('pending');
  });

  it('does nothing when the price has changed meanwhile', async () => {
    const { id } = await propose(modifyOrderItems, white, ada);
    await decide(shop, id);
    await shop.pool.query(`update variants set price_cents = 25900 where id = '10000002'`);
    expect(await commitAction(commitRequest(modifyOrderItems, id, ada))).toMatchObject({
      code: 'quote-changed',
    });
  });

  it.each([
    [[{ from: '10000001', to: '10000003' }], /same product/],
    [[{ from: '10000001', to: '10000007' }], /not in stock/],
    [[{ from: '10000001', to: '10000001' }], /this very variant already/],
    [[{ from: '10000004', to: '10000004' }], /does not have item 10000004/],
    [[{ from: '10000001', to: '10000002', quantity: 2 }], /not as many of it/],
    [[{ from: '10000001', to: '99999999' }], /same product/],
  ])('refuses %j', async (pairs, words) => {
    expect((await refused(modifyOrderItems, { order_id: '100001', pairs })).message).toMatch(words);
  });

  it('sells the last one to only one of two who confirm at the same time', async () => {
    await shop.pool.query(
      `insert into orders select 'SB-100009', customer_id, status, placed_at, currency, shipping_address from orders where id = 'SB-100001';
       insert into order_lines select 'L91', 'SB-100009', customer_id, 1, variant_id, product_id, product_name, options, 1, unit_price_cents from order_lines where id = 'L11';
       insert into order_payments values ('P9', 'SB-100009', 'CA', 'MA1', 'payment', 19900, now(), null)`,
    );
    const proposals = await Promise.all(
      ['100001', '100009'].map((order_id) => propose(modifyOrderItems, { ...white, order_id }, ada)),
    );
    for (const { id } of proposals) await decide(shop, id);
    const results = await Promise.all(
      proposals.map(({ id }) => commitAction(commitRequest(modifyOrderItems, id, ada))),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['committed', 'failed']);
    expect(await stockOf('10000002')).toBe(0);
  });
});

describe('return_items', () => {
  const back = { order_id: '100003', items: [{ item_id: '10000002', reason: 'too loud' }] };

  it('opens a case with the refund that is due, and moves no money before the goods are back', async () => {
    const result = await carryOut(shop, returnItems, back, ada);
    expect(result).toMatchObject({
      status: 'committed',
      text: expect.stringMatching(/its number is R-[0-9A-F]{10}\./),
    });
    expect(await statusOf('SB-100003')).toBe('return-requested');
    const [opened] = await rows(`select kind, status, data from cases where order_id = 'SB-100003'`);
    expect(opened).toMatchObject({
      kind: 'return',
      status: 'open',
      data: { refundCents: 18_900, refunds: [{ cents: 18_900, methodId: 'MA1' }], destination: null },
    });
    expect(await rows(`select id from order_payments where order_id = 'SB-100003'`)).toHaveLength(1);
  });

  it('gives the money to a gift card when asked to, with a code, but to no other method', async () => {
    expect(await propose(returnItems, { ...back, refund_to: 'my gift card' }, ada)).toMatchObject({
      level: 'step-up',
    });
    expect(await propose(returnItems, { ...back, refund_to: 'Visa' }, ada)).toMatchObject({
      level: 'verified',
    });
    await shop.pool.query(
      `insert into payment_methods values ('MA3', 'CA', 'paypal', null, null, null, 'USD')`,
    );
    expect((await refused(returnItems, { ...back, refund_to: 'paypal' })).message).toMatch(
      /back to what paid/,
    );
    await shop.pool.query(
      `insert into payment_methods values ('MA4', 'CA', 'credit-card', 'Visa', '1881', null, 'USD')`,
    );
    expect(await propose(returnItems, { ...back, refund_to: 'card' }, ada)).toMatchObject({
      level: 'verified',
    });
  });

  it('needs a colleague above the limit', async () => {
    await shop.pool.query(`update order_lines set unit_price_cents = 50001 where id = 'L31'`);
    await shop.pool.query(`update order_payments set amount_cents = 60000 where id = 'P3'`);
    const proposal = await propose(returnItems, back, ada);
    expect(proposal).toMatchObject({ approval: 'staff' });
    expect(proposal.summary.lines.at(-1)).toBe('A colleague approves returns above $500.00 first.');
    await expect(decide(shop, proposal.id)).rejects.toThrow('needs staff');
    expect(await carryOut(shop, returnItems, back, { ...ada, turnId: 'turn-2' })).toMatchObject({
      status: 'committed',
    });
  });

  it('takes back neither a final sale, nor what came too long ago, nor what is not there yet', async () => {
    const lamp = { ...back, items: [{ item_id: '10000006', reason: 'x' }] };
    expect((await refused(returnItems, lamp)).message).toMatch(/final sale/);
    await shop.pool.query(`update shipments set delivered_at = '2026-05-15T00:00:00Z' where id = 'S3'`);
    expect((await refused(returnItems, back)).message).toMatch(/30 days for returns ended/);
    const vacuum = { order_id: '100002', items: [{ item_id: '10000004', reason: 'x' }] };
    expect((await refused(returnItems, vacuum)).message).toMatch(/not been delivered/);
  });
});

describe('exchange_items', () => {
  it('sets the new item aside and settles the difference later', async () => {
    const input = { order_id: '100003', pairs: [{ from: '10000002', to: '10000001' }] };
    const result = await carryOut(shop, exchangeItems, input, ada);
    expect(result.text).toMatch(/its number is X-[0-9A-F]{10}\./);
    expect(await statusOf('SB-100003')).toBe('exchange-requested');
    expect(await stockOf('10000001')).toBe(6);
    const [opened] = await rows(`select data from cases where order_id = 'SB-100003'`);
    expect(opened.data).toEqual({
      pairs: [{ from: '10000002', to: '10000001', quantity: 1 }],
      differenceCents: 1_000,
      methodId: 'MA1',
    });
    expect((await refused(exchangeItems, input)).message).toMatch(/exchange of this order is already/);
  });
});

describe('report_problem', () => {
  const damaged = {
    order_id: '100003',
    kind: 'damaged',
    items: ['10000002'],
    description: 'The hinge is broken.',
  };

  it('opens a case once', async () => {
    const result = await carryOut(shop, reportProblem, { ...damaged, wish: 'replacement' }, ada);
    const [opened] = await rows(
      `select id, kind, topic, summary, data from cases where order_id = 'SB-100003'`,
    );
    expect(result.text).toContain(opened.id);
    expect(opened).toMatchObject({
      kind: 'damage',
      topic: 'Arrived damaged: Hush Headphones',
      summary: 'The hinge is broken.',
      data: { problem: 'damaged', items: ['10000002'], wish: 'replacement' },
    });
    expect((await refused(reportProblem, damaged)).message).toBe(
      `This was reported already; the case is ${opened.id}.`,
    );
  });

  it('knows that nothing can be broken before it came, and nothing late before it was sent', async () => {
    expect((await refused(reportProblem, { ...damaged, order_id: '100002', items: [] })).message).toMatch(
      /No delivery/,
    );
    const late = { order_id: '100001', kind: 'late', description: 'Where is it?' };
    expect((await refused(reportProblem, late)).message).toMatch(/not been shipped/);
  });
});

describe('issue_credit', () => {
  const credit = { order_id: '100002', amount_cents: 2_000, reason: 'It is late.' };

  it('gives a small credit for a late parcel, back to what paid', async () => {
    const result = await carryOut(shop, issueCredit, credit, ada);
    expect(result.text).toMatch(/^The credit is given\. \$20\.00 goes back to Visa ending in 4242/);
    expect(
      await rows(`select amount_cents, kind from order_payments where order_id = 'SB-100002' and id <> 'P2'`),
    ).toEqual([{ amount_cents: 2_000, kind: 'refund' }]);
  });

  it('asks a colleague above what can be given at once, and above what can be given in a year', async () => {
    expect(await propose(issueCredit, { ...credit, amount_cents: 2_001 }, ada)).toMatchObject({
      approval: 'staff',
    });
    for (const turnId of ['turn-2', 'turn-3']) await carryOut(shop, issueCredit, credit, { ...ada, turnId });
    expect(await propose(issueCredit, { ...credit, amount_cents: 1_000 }, ada)).toMatchObject({
      approval: 'customer',
    });
    expect(await propose(issueCredit, { ...credit, amount_cents: 1_001 }, ada)).toMatchObject({
      approval: 'staff',
    });
  });

  it('lets only one of two pass the limit of the year together', async () => {
    for (const turnId of ['turn-2', 'turn-3']) await carryOut(shop, issueCredit, credit, { ...ada, turnId });
    // In two conversations: within one, the later offer would take the place of the earlier.
    const results = await Promise.all(
      ['session-4', 'session-5'].map(async (sessionId) => {
        const context = { ...ada, sessionId };
        const { id } = await propose(issueCredit, { ...credit, amount_cents: 700 }, context);
        return { id, context };
      }),
    ).then(async (proposals) => {
      for (const { id } of proposals) await decide(shop, id);
      return Promise.all(
        proposals.map(({ id, context }) => commitAction(commitRequest(issueCredit, id, context))),
      );
    });
    expect(results.map(({ status }) => status).toSorted()).toEqual(['committed', 'failed']);
  });

  it('needs a problem, and never gives more than was paid', async () => {
    expect((await refused(issueCredit, { ...credit, order_id: '100001' })).message).toMatch(
      /No problem with order/,
    );
    expect((await refused(issueCredit, { ...credit, amount_cents: 39_901 })).message).toMatch(
      /more than was paid/,
    );
  });
});

describe('every write', () => {
  it.each([
    [modifyOrderAddress, { saved_address: 'Work' }],
    [modifyOrderPayment, { payment_method: 'Visa' }],
    [modifyOrderItems, { pairs: [{ from: '10000004', to: '10000004' }] }],
    [returnItems, { items: [{ item_id: '10000004', reason: 'x' }] }],
    [exchangeItems, { pairs: [{ from: '10000004', to: '10000004' }] }],
    [reportProblem, { kind: 'damaged', description: 'x' }],
    [issueCredit, { amount_cents: 100, reason: 'x' }],
  ] as [Tool, Record<string, unknown>][])(
    "$name answers for another customer's order as for none",
    async (tool, input) => {
      const other = await refused(tool, { ...input, order_id: 'SB-200001' });
      expect(other.code).toBe('not-found');
      expect(other).toEqual(await refused(tool, { ...input, order_id: 'SB-999999' }));
    },
  );
});
