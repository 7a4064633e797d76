import type { PostalAddress } from '../../database/schema.js';
import type { WorldIds } from './own-ids.js';
import type {
  RecordedAddress,
  RecordedMethod,
  RecordedOrder,
  RecordedProduct,
  RecordedUser,
} from './recorded-world.js';

/** When the recorded world stands still; every call of a case is a second later than the one before. */
export const WORLD_TIME = new Date('2026-06-15T12:00:00.000Z');

/** Rows of one table, with the columns of our schema. */
export type TableRows = readonly [table: string, rows: readonly Record<string, unknown>[]];

const CURRENCY = 'USD';
const DAY_MS = 86_400_000;
const before = (seconds: number): string =>
  new Date(WORLD_TIME.getTime() - DAY_MS + seconds * 1_000).toISOString();

/** Their words for our states of an order. */
export const STATUS = {
  pending: 'pending',
  'pending (item modified)': 'pending-modified',
  processed: 'processed',
  delivered: 'delivered',
  cancelled: 'cancelled',
  'return requested': 'return-requested',
  'exchange requested': 'exchange-requested',
} as const;

/** Amounts are floats there and cents here. */
export const toCents = (amount: number): number => Math.round(amount * 100);

/** An address of theirs as ours; the recipient is the customer. */
export function toPostalAddress(address: RecordedAddress, recipient: string): PostalAddress {
  return {
    recipient,
    line1: address.address1,
    ...(address.address2 === '' ? {} : { line2: address.address2 }),
    city: address.city,
    region: address.state,
    postalCode: address.zip,
    country: address.country,
  };
}

/** The name that parcels of a user go to. */
export const recipientOf = ({ name }: RecordedUser): string => `${name.first_name} ${name.last_name}`;

/** A product, its variants, and plenty in stock of those that can be had. */
export function toProductRows(product: RecordedProduct, ids: WorldIds): TableRows[] {
  const id = ids.products.toOwn(product.product_id);
  const variants = Object.values(product.variants);
  return [
    [
      'products',
      [
        {
          ...{ id, name: product.name, category: 'recorded', brand: '', description: '', attributes: {} },
          ...{
            consumable: false,
            final_sale: false,
            warranty_months: 0,
            compatible_with: [],
            currency: CURRENCY,
          },
        },
      ],
    ],
    [
      'variants',
      variants.map(({ item_id, options, available, price }) => ({
        ...{ id: ids.items.toOwn(item_id), product_id: id, options, available },
        price_cents: toCents(price),
      })),
    ],
    [
      'variant_stock',
      variants.map(({ item_id, available }) => ({
        ...{
          variant_id: ids.items.toOwn(item_id),
          warehouse: 'recorded',
          quantity: available ? 1_000_000 : 0,
        },
      })),
    ],
  ];
}

/** A customer with one address and the payment methods. */
export function toUserRows(userId: string, user: RecordedUser, ids: WorldIds): TableRows[] {
  const id = ids.users.toOwn(userId);
  const { first_name, last_name } = user.name;
  return [
    [
      'customers',
      [
        {
          ...{ id, first_name, last_name, email: user.email, phone: '', tier: 'standard', locale: 'en-US' },
          created_at: before(0),
        },
      ],
    ],
    [
      'customer_addresses',
      [
        {
          ...{ id: `A-${id}`, customer_id: id, label: 'Home', is_default: true },
          address: toPostalAddress(user.address, recipientOf(user)),
        },
      ],
    ],
    ['payment_methods', Object.values(user.payment_methods).map((method) => toMethodRow(method, id, ids))],
  ];
}

function toMethodRow(method: RecordedMethod, customerId: string, ids: WorldIds): Record<string, unknown> {
  const own = { id: ids.methods.toOwn(method.id), customer_id: customerId, currency: CURRENCY };
  const none = { brand: null, last_four: null, balance_cents: null };
  switch (method.source) {
    case 'credit_card':
      return { ...own, ...none, kind: 'credit-card', brand: method.brand, last_four: method.last_four };
    case 'paypal':
      return { ...own, ...none, kind: 'paypal' };
    case 'gift_card':
      return { ...own, ...none, kind: 'gift-card', balance_cents: toCents(method.balance) };
  }
}

/** An order with all that hangs on it. Its place among its owner's orders is kept as the instant of the purchase. */
export function toOrderRows(
  order: RecordedOrder,
  { user, place, ids }: { user: RecordedUser; place: number; ids: WorldIds },
): TableRows[] {
  const owner = { order_id: ids.orders.toOwn(order.order_id), customer_id: ids.users.toOwn(order.user_id) };
  const status = Object.entries(STATUS).find(([theirs]) => theirs === order.status)?.[1];
  if (status === undefined) throw new Error(`no state of ours is "${order.status}"`);
  const lineId = (index: number): string => `${owner.order_id}-L${index}`;
  return [
    [
      'orders',
      [
        {
          ...{ id: owner.order_id, customer_id: owner.customer_id, status, placed_at: before(place) },
          ...{ currency: CURRENCY, shipping_address: toPostalAddress(order.address, recipientOf(user)) },
          ...{ note: null, cancel_reason: status === 'cancelled' ? (order.cancel_reason ?? '') : null },
        },
      ],
    ],
    [
      'order_lines',
      order.items.map((item, index) => ({
        ...{ ...owner, id: lineId(index), position: index + 1, quantity: 1, options: item.options },
        ...{ product_id: ids.products.toOwn(item.product_id), product_name: item.name },
        ...{ variant_id: ids.items.toOwn(item.item_id), unit_price_cents: toCents(item.price) },
      })),
    ],
    [
      'order_payments',
      order.payment_history.map(({ transaction_type, amount, payment_method_id }, index) => ({
        ...{ ...owner, id: `${owner.order_id}-P${index}`, kind: transaction_type },
        ...{ payment_method_id: ids.methods.toOwn(payment_method_id), amount_cents: toCents(amount) },
        ...{ at: before(index), expected_at: null },
      })),
    ],
    ['shipments', toShipments(order, owner, lineId)],
  ];
}

function toShipments(
  order: RecordedOrder,
  owner: { order_id: string; customer_id: string },
  lineId: (index: number) => string,
): Record<string, unknown>[] {
  const free = order.items.map(({ item_id }, index) => ({ item_id, index }));
  const takeLine = (itemId: string): string => {
    const at = free.findIndex(({ item_id }) => item_id === itemId);
    const [line] = at === -1 ? [] : free.splice(at, 1);
    if (line === undefined) throw new Error(`${order.order_id} ships ${itemId}, which it does not have`);
    return lineId(line.index);
  };
  const delivered = order.status === 'delivered';
  return order.fulfillments.map(({ tracking_id, item_ids }, index) => ({
    ...{
      ...owner,
      id: `${owner.order_id}-S${index}`,
      carrier: 'recorded',
      tracking_id: tracking_id.join(','),
    },
    ...{ line_ids: item_ids.map(takeLine), status: delivered ? 'delivered' : 'in-transit' },
    ...{ shipped_at: before(index), estimated_at: before(0), delivered_at: delivered ? before(index) : null },
  }));
}
