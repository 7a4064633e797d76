const address = {
  recipient: 'Ada Test',
  line1: '1 Test Street',
  city: 'Testville',
  region: 'TS',
  postalCode: '12345',
  country: 'US',
};

type Rows = readonly Record<string, unknown>[];

const customers: Rows = [
  ['CA', 'Ada', 'ada@example.com'],
  ['CB', 'Bo', 'bo@example.com'],
  ['CC', 'Cy', 'cy@example.com'],
].map(([id, first_name, email]) => ({
  id,
  first_name,
  last_name: 'Test',
  email,
  phone: '+1 555 0100',
  tier: 'plus',
  locale: 'en-US',
  created_at: '2024-01-01T00:00:00Z',
}));

function product(id: string, name: string, category: string, more: Record<string, unknown> = {}) {
  return {
    id,
    name,
    category,
    brand: 'Testa',
    description: `${name} for tests.`,
    attributes: {},
    consumable: false,
    final_sale: false,
    warranty_months: 24,
    compatible_with: [],
    currency: 'USD',
    ...more,
  };
}

const products: Rows = [
  product('hush-headphones', 'Hush Headphones', 'headphones', {
    brand: 'Quietly',
    description: 'Over-ear headphones with noise cancelling for flights.',
    attributes: { 'battery life': '30 h', weight: '250 g' },
  }),
  product('bud-earphones', 'Bud Earphones', 'headphones', {
    description: 'Small wireless earphones.',
    attributes: { 'battery life': '8 h' },
  }),
  product('dusty-vacuum', 'Dusty Robot Vacuum', 'robot-vacuum', {
    description: 'A robot that sweeps pet hair off the floor.',
    warranty_months: 12,
  }),
  product('dusty-filter', 'Dusty Filter', 'vacuum-filter', {
    description: 'Spare part.',
    consumable: true,
    compatible_with: ['dusty-vacuum'],
    warranty_months: 0,
  }),
  product('bright-lamp', 'Bright Lamp', 'desk-lamp', { description: 'An LED lamp.', final_sale: true }),
];

const variants: Rows = [
  ['10000001', 'hush-headphones', { colour: 'black' }, 19_900, true],
  ['10000002', 'hush-headphones', { colour: 'white' }, 20_900, true],
  ['10000003', 'bud-earphones', { colour: 'black' }, 4_900, true],
  ['10000004', 'dusty-vacuum', {}, 39_900, true],
  ['10000005', 'dusty-filter', {}, 1_500, true],
  ['10000006', 'bright-lamp', { colour: 'red' }, 2_500, true],
  ['10000007', 'hush-headphones', { colour: 'green' }, 9_900, false],
].map(([id, product_id, options, price_cents, available]) => ({
  id,
  product_id,
  options,
  price_cents,
  available,
}));

const stock: Rows = [
  ['10000001', 'east', 3],
  ['10000001', 'west', 4],
  ['10000002', 'east', 1],
  ['10000003', 'east', 0],
  ['10000004', 'east', 9],
  ['10000005', 'west', 50],
  ['10000006', 'west', 2],
  ['10000007', 'west', 5],
].map(([variant_id, warehouse, quantity]) => ({ variant_id, warehouse, quantity }));

const methods: Rows = [
  {
    id: 'MA1',
    customer_id: 'CA',
    kind: 'credit-card',
    brand: 'Visa',
    last_four: '4242',
    balance_cents: null,
    currency: 'USD',
  },
  {
    id: 'MA2',
    customer_id: 'CA',
    kind: 'gift-card',
    brand: null,
    last_four: null,
    balance_cents: 1_234,
    currency: 'USD',
  },
  {
    id: 'MB1',
    customer_id: 'CB',
    kind: 'paypal',
    brand: null,
    last_four: null,
    balance_cents: null,
    currency: 'USD',
  },
];

function order(id: string, customer_id: string, status: string, placed_at: string) {
  return {
    id,
    customer_id,
    status,
    placed_at,
    currency: 'USD',
    shipping_address: address,
    note: id === 'SB-100001' ? 'Ring twice.' : null,
    cancel_reason: status === 'cancelled' ? 'no longer needed' : null,
  };
}

const orders: Rows = [
  order('SB-100001', 'CA', 'pending', '2026-06-14T09:00:00Z'),
  order('SB-100002', 'CA', 'shipped', '2026-06-01T09:00:00Z'),
  order('SB-100003', 'CA', 'delivered', '2026-05-20T09:00:00Z'),
  order('SB-100004', 'CA', 'cancelled', '2026-05-01T09:00:00Z'),
  order('SB-100005', 'CA', 'return-requested', '2026-04-20T09:00:00Z'),
  order('SB-200001', 'CB', 'delivered', '2026-05-20T09:00:00Z'),
];

function line(
  id: string,
  order_id: string,
  position: number,
  variant_id: string,
  product_id: string,
  unit_price_cents: number,
) {
  const named = products.find((candidate) => candidate.id === product_id);
  return {
    id,
    order_id,
    customer_id: order_id.startsWith('SB-2') ? 'CB' : 'CA',
    position,
    variant_id,
    product_id,
    product_name: named?.name,
    options: variants.find((candidate) => candidate.id === variant_id)?.options,
    quantity: 1,
    unit_price_cents,
  };
}

const lines: Rows = [
  line('L11', 'SB-100001', 1, '10000001', 'hush-headphones', 19_900),
  line('L12', 'SB-100001', 2, '10000005', 'dusty-filter', 1_500),
  line('L21', 'SB-100002', 1, '10000004', 'dusty-vacuum', 39_900),
  line('L31', 'SB-100003', 1, '10000002', 'hush-headphones', 18_900),
  line('L32', 'SB-100003', 2, '10000006', 'bright-lamp', 2_500),
  line('L41', 'SB-100004', 1, '10000003', 'bud-earphones', 4_900),
  line('L51', 'SB-100005', 1, '10000006', 'bright-lamp', 2_500),
  line('L61', 'SB-200001', 1, '10000004', 'dusty-vacuum', 39_900),
];

function payment(id: string, order_id: string, amount_cents: number, more: Record<string, unknown> = {}) {
  const customer_id = order_id.startsWith('SB-2') ? 'CB' : 'CA';
  return {
    id,
    order_id,
    customer_id,
    payment_method_id: customer_id === 'CB' ? 'MB1' : 'MA1',
    kind: 'payment',
    amount_cents,
    at: '2026-05-01T09:00:00Z',
    expected_at: null,
    ...more,
  };
}

const payments: Rows = [
  payment('P1', 'SB-100001', 21_400),
  payment('P2', 'SB-100002', 39_900),
  payment('P3', 'SB-100003', 21_400),
  payment('P4', 'SB-100004', 4_900),
  payment('P4R', 'SB-100004', 4_900, {
    kind: 'refund',
    at: '2026-06-12T09:00:00Z',
    expected_at: '2026-06-20T00:00:00Z',
  }),
  payment('P5', 'SB-100005', 2_500),
  payment('P6', 'SB-200001', 39_900),
];

function shipment(id: string, order_id: string, line_ids: string[], delivered_at: string | null) {
  return {
    id,
    order_id,
    customer_id: order_id.startsWith('SB-2') ? 'CB' : 'CA',
    carrier: 'Parcel Post',
    tracking_id: `PP-${id}`,
    line_ids,
    status: delivered_at === null ? 'in-transit' : 'delivered',
    shipped_at: '2026-06-02T09:00:00Z',
    estimated_at: '2026-06-10T00:00:00Z',
    delivered_at,
  };
}

const shipments: Rows = [
  shipment('S2', 'SB-100002', ['L21'], null),
  shipment('S3', 'SB-100003', ['L31', 'L32'], '2026-06-09T09:00:00Z'),
  shipment('S5', 'SB-100005', ['L51'], '2026-05-01T09:00:00Z'),
  shipment('S6', 'SB-200001', ['L61'], '2026-06-09T09:00:00Z'),
];

const shipmentEvents: Rows = [
  {
    id: 'E1',
    shipment_id: 'S2',
    customer_id: 'CA',
    at: '2026-06-02T10:00:00Z',
    place: 'Northtown',
    text: 'Picked up',
  },
  {
    id: 'E2',
    shipment_id: 'S2',
    customer_id: 'CA',
    at: '2026-06-05T10:00:00Z',
    place: 'Southport',
    text: 'Sorted',
  },
];

const cases: Rows = [
  {
    id: 'R-1',
    customer_id: 'CA',
    order_id: 'SB-100005',
    kind: 'return',
    status: 'open',
    topic: 'Return of Bright Lamp',
    summary: 'Does not light.',
    data: { receivedAt: '2026-06-11T09:00:00.000Z' },
    created_at: '2026-06-05T09:00:00Z',
    updated_at: '2026-06-11T09:00:00Z',
  },
  {
    id: 'T-2',
    customer_id: 'CB',
    order_id: null,
    kind: 'ticket',
    status: 'open',
    topic: 'Invoice',
    summary: 'Wants an invoice.',
    data: {},
    created_at: '2026-06-05T09:00:00Z',
    updated_at: '2026-06-05T09:00:00Z',
  },
];

const reviews: Rows = [
  ['RV1', 5, 'Great', 'The battery lasts for days.', '2026-05-01T09:00:00Z'],
  ['RV2', 4, 'Good', 'Comfortable, batteries are fine.', '2026-05-03T09:00:00Z'],
  ['RV3', 3, 'Meh', 'The case is bulky.', '2026-05-05T09:00:00Z'],
].map(([id, rating, title, text, at]) => ({
  id,
  product_id: 'hush-headphones',
  rating,
  title,
  text,
  author: 'A customer',
  at,
}));

const preferences: Rows = [
  ['favourite brand', 'Quietly', 'stated', true, null],
  ['room size', 'small', 'inferred', false, null],
  ['old habit', 'gone', 'imported', true, '2026-06-01T00:00:00Z'],
].map(([key, value, source, consent, expires_at]) => ({
  customer_id: 'CA',
  key,
  value,
  source,
  consent,
  expires_at,
  updated_at: '2026-05-01T00:00:00Z',
}));

/** The small shop, table by table in an order that the foreign keys allow. Browsing events are added by their own test. */
export const SHOP_ROWS: readonly (readonly [string, Rows])[] = [
  ['customers', customers],
  [
    'customer_addresses',
    [
      { id: 'A2', customer_id: 'CA', label: 'Work', address, is_default: false },
      { id: 'A1', customer_id: 'CA', label: 'Home', address, is_default: true },
    ],
  ],
  ['payment_methods', methods],
  ['preferences', preferences],
  ['products', products],
  ['variants', variants],
  ['variant_stock', stock],
  ['reviews', reviews],
  ['orders', orders],
  ['order_lines', lines],
  ['order_payments', payments],
  ['shipments', shipments],
  ['shipment_events', shipmentEvents],
  ['cases', cases],
];
