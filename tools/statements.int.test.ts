import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import type { DatabaseRole } from '../database/roles.js';
import { catalogTools } from './catalog/catalog-tools.js';
import { searchProducts } from './catalog/search-products.js';
import { customerTools } from './customers/customer-tools.js';
import { orderTools } from './orders/order-tools.js';
import { supportTools } from './support/support-tools.js';
import { expectOk } from './testing/expect-ok.js';
import { openShop, type Shop } from './testing/shop.js';
import type { Tool } from './tool.js';

/** Arguments that make each tool do its most. */
const CALLS: Record<string, Record<string, unknown>> = {
  list_orders: { product_query: 'headphones' },
  get_order: { order_id: 'SB-100003' },
  track_shipment: { order_id: 'SB-100002' },
  check_availability: { item_ids: ['hush-headphones'] },
  get_refund_status: {},
  cancel_order: { order_id: 'SB-100001', reason: 'no longer needed' },
  return_items: { order_id: 'SB-100003', items: [{ item_id: '10000002', reason: 'too loud' }] },
  modify_order_address: { order_id: 'SB-100001', saved_address: 'Work' },
  modify_order_payment: { order_id: 'SB-100001', payment_method: 'gift card' },
  modify_order_items: { order_id: 'SB-100001', pairs: [{ from: '10000001', to: '10000002' }] },
  exchange_items: { order_id: 'SB-100003', pairs: [{ from: '10000002', to: '10000001' }] },
  report_problem: { order_id: 'SB-100003', kind: 'damaged', description: 'Broken.' },
  issue_credit: { order_id: 'SB-100002', amount_cents: 500, reason: 'Late.' },
  search_products: { query: 'hedphones with flying colours' },
  get_product: { product_id: 'hush-headphones' },
  compare_products: { product_ids: ['hush-headphones', 'bud-earphones'] },
  list_categories: {},
  recommend_products: { based_on: 'profile' },
  search_reviews: { product_id: 'hush-headphones', aspect: 'battery' },
  get_profile: { fields: ['addresses', 'payment-methods'] },
  get_preferences: {},
  get_browsing_summary: {},
  update_address: { address: { line1: '9 New Road', city: 'X', region: 'TX', postal_code: '1' } },
  update_contact: { new_phone: '+1 555 0101' },
  set_preference: { key: 'budget', value: 'small' },
  forget_preference: { key: 'room size' },
  open_ticket: { topic: 'Invoice', summary: 'Needs one.' },
  search_knowledge: { query: 'lamp' },
  check_warranty: { order_id: 'SB-100003' },
  get_ticket: {},
  transfer_to_human: { reason: 'customer-request', summary: 'Wants a person.' },
};

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.pool.query(`update payment_methods set balance_cents = 50000 where id = 'MA2';
    update customer_addresses set address = address || '{"line1":"5 Office Park"}' where label = 'Work'`);
});
afterAll(() => shop.close());

function counting(database: Database): { database: Database; count: () => number } {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements += 1;
      return result;
    },
  };
  return {
    count: () => statements,
    database: {
      ...database,
      transaction: (scope, run) =>
        database.transaction(scope, (transaction) => run(transaction.withPlugin(plugin))),
    },
  };
}

const cases: [string, Tool, DatabaseRole][] = [
  ...orderTools.map((tool): [string, Tool, DatabaseRole] => [
    tool.name,
    tool,
    'switchboard_order_management',
  ]),
  ...catalogTools.map((tool): [string, Tool, DatabaseRole] => [
    tool.name,
    tool,
    'switchboard_product_recommendation',
  ]),
  ...customerTools.map((tool): [string, Tool, DatabaseRole] => [
    tool.name,
    tool,
    'switchboard_personalization',
  ]),
  ...supportTools.map((tool): [string, Tool, DatabaseRole] => [
    tool.name,
    tool,
    'switchboard_troubleshooting',
  ]),
].filter(([name]) => name in CALLS);

describe('a call of a tool', () => {
  it('that searches for what there is takes at most four statements', async () => {
    const context = shop.contextOf('switchboard_product_recommendation', 'CA');
    const { database, count } = counting(context.database);
    const search = () =>
      searchProducts.run(searchProducts.input.parse({ query: 'headphones' }), { ...context, database });
    expectOk(await search());
    const first = count();
    expectOk(await search());
    expect(count() - first).toBeLessThanOrEqual(4);
  });

  it.each(cases)(
    '%s takes at most four statements, two more where it proposes, and more once for what is remembered',
    async (name, tool, role) => {
      const context = shop.contextOf(role, 'CA');
      const { database, count } = counting(context.database);
      const input = tool.input.parse(CALLS[name]);
      expectOk(await tool.run(input, { ...context, database }));
      const first = count();
      expectOk(await tool.run(input, { ...context, database }));
      // A proposal is stored and takes the place of an earlier one; the words and sizes of the catalog are read once a revision.
      expect(first).toBeLessThanOrEqual(name === 'search_products' ? 9 : tool.kind === 'read' ? 5 : 6);
      // A misspelt search asks a second time, with other words.
      const twice = name === 'search_products';
      expect(count() - first).toBeLessThanOrEqual(twice ? 7 : tool.kind === 'read' ? 4 : 6);
    },
  );
});
