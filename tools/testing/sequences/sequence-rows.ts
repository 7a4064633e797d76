import { SHOP_NOW } from '../shop.js';
import type { ModelState } from './sequence-model.js';

/** A return worth more than this waits for staff, in the shop of these sequences. */
export const STAFF_ABOVE_CENTS = 2_000;

const address = {
  ...{ recipient: 'Test Person', line1: '1 Test Street', city: 'Testville' },
  ...{ region: 'TS', postalCode: '12345', country: 'US' },
};
const ago = (days: number): string => new Date(SHOP_NOW.getTime() - days * 86_400_000).toISOString();

/** The customer with this number: three methods, three variants of a lamp with one of each in stock, and three orders. */
export function buildModelState(number: number): ModelState {
  const id = `Q${number}`;
  const items = [0, 1, 2].map((variant) => String(10_000_000 + number * 3 + variant));
  const cents = [1_000, 2_600, 730].map((price) => price + (number % 7) * 131);
  const line = (variant: number) => ({ item: items[variant] ?? '', cents: cents[variant] ?? 0 });
  const methods = { card: `${id}-card`, gift: `${id}-gift`, paypal: `${id}-paypal` };
  const order = (name: string, status: string, variants: number[], method: string) => {
    const lines = variants.map(line);
    const paid = lines.reduce((sum, each) => sum + each.cents, 0);
    return {
      id: `${id}-${name}`,
      status,
      lines,
      payments: [{ method, kind: 'payment' as const, cents: paid }],
    };
  };
  return {
    ...{ methods, items, giftCents: 1_200 + (number % 5) * 400, staffAboveCents: STAFF_ABOVE_CENTS },
    stock: Object.fromEntries(items.map((item) => [item, 1])),
    prices: Object.fromEntries(items.map((item, variant) => [item, cents[variant] ?? 0])),
    orders: [
      order('A', 'pending', [0, 1], methods.card),
      order('B', 'pending', [2], methods.gift),
      order('D', 'delivered', [0, 1], methods.card),
    ],
    proposals: [],
  };
}

/** The rows of such customers, table by table in an order that the foreign keys allow. */
export function toSequenceRows(
  customers: readonly { number: number; state: ModelState }[],
): readonly (readonly [string, readonly Record<string, unknown>[]])[] {
  const product = `lamp-${customers[0]?.number ?? 0}`;
  const each = (of: (id: string, state: ModelState) => Record<string, unknown>[]) =>
    customers.flatMap(({ number, state }) => of(`Q${number}`, state));
  const at = ago(10);
  return [
    [
      'products',
      [
        {
          ...{
            id: product,
            name: 'Test Lamp',
            category: 'lamp',
            brand: 'Testa',
            description: '',
            attributes: {},
          },
          ...{
            consumable: false,
            final_sale: false,
            warranty_months: 0,
            compatible_with: [],
            currency: 'USD',
          },
        },
      ],
    ],
    [
      'variants',
      each((_, { items, prices }) =>
        items.map((id) => ({
          id,
          product_id: product,
          options: {},
          price_cents: prices[id],
          available: true,
        })),
      ),
    ],
    [
      'variant_stock',
      each((_, { stock }) =>
        Object.entries(stock).map(([variant_id, quantity]) => ({ variant_id, warehouse: 'east', quantity })),
      ),
    ],
    [
      'customers',
      each((id) => [
        {
          ...{ id, first_name: 'Test', last_name: 'Person', email: `${id}@example.com`, phone: '' },
          ...{ tier: 'standard', locale: 'en-US', created_at: at },
        },
      ]),
    ],
    [
      'sessions',
      each((id) => [
        {
          ...{ id: `${id}-S`, customer_id: id, locale: 'en-US', title: '', summary: '', facts: [] },
          ...{ last_agent: null, created_at: at, updated_at: at },
        },
      ]),
    ],
    ['payment_methods', each(toMethods)],
    [
      'orders',
      each((customer_id, { orders }) =>
        orders.map(({ id, status }) => ({
          ...{ id, customer_id, status, placed_at: at, currency: 'USD', shipping_address: address },
          ...{ note: null, cancel_reason: null },
        })),
      ),
    ],
    [
      'order_lines',
      each((customer_id, { orders }) => orders.flatMap((order) => toLines(order, customer_id, product))),
    ],
    [
      'order_payments',
      each((customer_id, { orders }) =>
        orders.flatMap(({ id, payments }) =>
          payments.map(({ method, kind, cents }) => ({
            ...{ id: `${id}-P`, order_id: id, customer_id, payment_method_id: method, kind },
            ...{ amount_cents: cents, at, expected_at: null },
          })),
        ),
      ),
    ],
    [
      'shipments',
      each((customer_id, { orders }) =>
        orders
          .filter(({ status }) => status === 'delivered')
          .map(({ id, lines }) => ({
            ...{
              id: `${id}-S`,
              order_id: id,
              customer_id,
              carrier: 'Post',
              tracking_id: id,
              status: 'delivered',
            },
            ...{ line_ids: lines.map((_, index) => `${id}-L${index}`), shipped_at: ago(8) },
            ...{ estimated_at: ago(3), delivered_at: ago(3) },
          })),
      ),
    ],
  ];
}

function toMethods(customer_id: string, { methods, giftCents }: ModelState): Record<string, unknown>[] {
  const none = { customer_id, brand: null, last_four: null, balance_cents: null, currency: 'USD' };
  return [
    { ...none, id: methods.card, kind: 'credit-card', brand: 'Visa', last_four: '4242' },
    { ...none, id: methods.gift, kind: 'gift-card', balance_cents: giftCents },
    { ...none, id: methods.paypal, kind: 'paypal' },
  ];
}

function toLines({ id, lines }: ModelState['orders'][number], customer_id: string, product: string) {
  return lines.map(({ item, cents }, index) => ({
    ...{ id: `${id}-L${index}`, order_id: id, customer_id, position: index + 1, variant_id: item },
    ...{ product_id: product, product_name: 'Test Lamp', options: {}, quantity: 1, unit_price_cents: cents },
  }));
}
