import { addDemoCases } from './add-demo-cases.js';
import { addOrder, type LineSpec, type OrderSpec, totalCents } from './add-order.js';
import { addDays, type Calendar } from './calendar.js';
import type { World } from './world.js';

/** Adds the orders of the demo customers, exactly as `DEMO_CUSTOMERS` tells of them, and their cases. */
export function addDemoOrders(world: World, calendar: Calendar): void {
  const orders = [
    ...avaOrders(world, calendar),
    ...benOrders(world, calendar),
    ...chloeOrders(world, calendar),
    ...diegoOrders(world, calendar),
    ...emmaOrders(world, calendar),
    ...faridOrders(world, calendar),
    ...graceOrders(world, calendar),
  ];
  for (const order of orders) addOrder(world, order);
  addDemoCases(world, calendar);
}

/** A line of the product's variant that has all these option values. */
function line(world: World, productId: string, values: readonly string[], quantity = 1): LineSpec {
  const variant = world.variants.find(
    ({ product_id, options }) =>
      product_id === productId && values.every((value) => Object.values(options).includes(value)),
  );
  if (!variant) throw new Error(`no variant of ${productId} with ${values.join(', ')}`);
  return { variant, quantity };
}

/** Ordered six days before it was delivered, in one parcel, paid by the customer's first method. */
function deliveredOrder(
  id: string,
  customerId: string,
  lines: readonly LineSpec[],
  deliveredAt: Date,
): OrderSpec & { shipments: NonNullable<OrderSpec['shipments']> } {
  const shipment = {
    lines: lines.map((_, index) => index + 1),
    shippedAt: addDays(deliveredAt, -3),
    estimatedAt: deliveredAt,
    deliveredAt,
  };
  return {
    id,
    customerId,
    status: 'delivered',
    placedAt: addDays(deliveredAt, -6),
    lines,
    shipments: [shipment],
    payments: [{ methodId: `PM-${customerId}-1` }],
  };
}

function avaOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1001';
  const payments = [{ methodId: 'PM-C1001-1' }];
  return [
    {
      id: 'SB-100001',
      customerId,
      status: 'pending',
      placedAt: daysAgo(1, 18.5),
      lines: [
        line(world, 'tactile-75-keyboard', ['tactile', 'white', 'US']),
        line(world, 'volt-wall-charger', ['65 W', 'US'], 2),
      ],
      payments,
    },
    {
      id: 'SB-100002',
      customerId,
      status: 'shipped',
      placedAt: daysAgo(9),
      lines: [line(world, 'vista-4k-tv', ['55 inch'])],
      shipments: [{ lines: [1], shippedAt: daysAgo(7), estimatedAt: daysAgo(3, 18) }],
      payments,
    },
    deliveredOrder(
      'SB-100003',
      customerId,
      [
        line(world, 'aurora-anc-headphones', ['black']),
        line(world, 'orbit-r1-robot-vacuum', ['self-emptying', 'white']),
      ],
      daysAgo(12),
    ),
    deliveredOrder(
      'SB-100004',
      customerId,
      [line(world, 'ostra-barista-coffee-machine', ['steel'])],
      daysAgo(200),
    ),
  ];
}

function benOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1002';
  return [
    deliveredOrder('SB-100005', customerId, [line(world, 'crisp-air-fryer', ['6 l', 'black'])], daysAgo(29)),
    deliveredOrder('SB-100006', customerId, [line(world, 'whirl-blender', ['red', 'glass'])], daysAgo(30)),
    deliveredOrder('SB-100007', customerId, [line(world, 'golden-toaster', ['two', 'steel'])], daysAgo(31)),
    deliveredOrder(
      'SB-100008',
      customerId,
      [line(world, 'pinefield-chef-knife', ['20 cm']), line(world, 'pinefield-cast-iron-pan', ['28 cm'])],
      daysAgo(5),
    ),
  ];
}

function chloeOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1003';
  const payments = [{ methodId: 'PM-C1003-1' }];
  return [
    {
      id: 'SB-100009',
      customerId,
      status: 'shipped',
      placedAt: daysAgo(8),
      lines: [
        line(world, 'lumora-desk-lamp', ['brass', 'foot']),
        line(world, 'bramble-smart-bulb', ['colour', 'E27', 'pack of 3'], 2),
        line(world, 'bramble-home-hub', ['white']),
      ],
      shipments: [
        { lines: [1], shippedAt: daysAgo(6), estimatedAt: daysAgo(4, 18), deliveredAt: daysAgo(4, 15) },
        { lines: [2, 3], shippedAt: daysAgo(2), estimatedAt: daysAgo(-2, 18) },
      ],
      payments,
    },
    {
      id: 'SB-100010',
      customerId,
      status: 'pending-modified',
      placedAt: daysAgo(1, 9),
      lines: [line(world, 'aurora-lite-headphones', ['coral'])],
      payments,
    },
  ];
}

/** Diego's methods: 1 is a card, 2 PayPal, 3 a gift card with 15.00 left. */
function diegoOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1004';
  const earbuds = deliveredOrder(
    'SB-100013',
    customerId,
    [line(world, 'pebble-pro-earbuds', ['black'])],
    daysAgo(9),
  );
  return [
    {
      id: 'SB-100011',
      customerId,
      status: 'pending',
      placedAt: daysAgo(1, 20),
      lines: [line(world, 'cove-portable-speaker', ['teal'])],
      payments: [{ methodId: 'PM-C1004-3', cents: 5_000 }, { methodId: 'PM-C1004-1' }],
    },
    {
      id: 'SB-100012',
      customerId,
      status: 'pending',
      placedAt: daysAgo(1, 21),
      lines: [line(world, 'volt-power-bank', ['20,000 mAh', 'black'])],
      payments: [{ methodId: 'PM-C1004-2' }],
    },
    { ...earbuds, payments: [{ methodId: 'PM-C1004-3' }] },
  ];
}

function emmaOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const laptop = line(world, 'kestrel-14-laptop', ['32 GB', '1 TB', 'silver']);
  const purifier = line(world, 'breeze-air-purifier', ['45 square metres']);
  return [
    deliveredOrder('SB-100014', 'C1005', [laptop], daysAgo(8)),
    deliveredOrder('SB-100015', 'C1005', [purifier], daysAgo(700)),
  ];
}

function faridOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1006';
  const methodId = 'PM-C1006-1';
  const cancelledLines = [line(world, 'golden-toaster', ['four', 'black'])];
  const returning = deliveredOrder(
    'SB-100017',
    customerId,
    [line(world, 'swift-stick-vacuum', ['with pet brush'])],
    daysAgo(10),
  );
  const lamp = line(world, 'lumora-desk-lamp', ['black', 'clamp']);
  const strip = line(world, 'lumora-light-strip', ['5 m']);
  return [
    {
      id: 'SB-100016',
      customerId,
      status: 'cancelled',
      placedAt: daysAgo(3),
      lines: cancelledLines,
      payments: [{ methodId }],
      refunds: [{ methodId, cents: totalCents(cancelledLines), at: daysAgo(2), expectedAt: daysAgo(-5) }],
      cancelReason: 'no longer needed',
    },
    { ...returning, status: 'return-requested' },
    {
      ...deliveredOrder('SB-100018', customerId, [lamp, strip], daysAgo(50)),
      refunds: [{ methodId, cents: totalCents([strip]), at: daysAgo(38), expectedAt: null }],
    },
  ];
}

function graceOrders(world: World, { daysAgo }: Calendar): OrderSpec[] {
  const customerId = 'C1007';
  const ink = (colour: string) => line(world, 'quill-ink-cartridge', [colour, 'standard']);
  const watch = deliveredOrder(
    'SB-100020',
    customerId,
    [line(world, 'tempo-fitness-watch', ['40 mm', 'sand'])],
    daysAgo(7),
  );
  return [
    {
      id: 'SB-100019',
      customerId,
      status: 'processed',
      placedAt: daysAgo(2),
      lines: [ink('black'), ink('cyan'), ink('magenta'), ink('yellow')],
      payments: [{ methodId: 'PM-C1007-1' }],
    },
    { ...watch, status: 'exchange-requested' },
    deliveredOrder(
      'SB-100021',
      customerId,
      [line(world, 'quill-ink-printer', ['white']), ink('black')],
      daysAgo(90),
    ),
  ];
}
