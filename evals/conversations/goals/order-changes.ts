import type { Goal } from '../goal.js';
import { OTHER_VARIANT, orders, simpleOrders } from '../subject-sql.js';

const REFUNDED = `(select coalesce(sum(amount_cents), 0) from order_payments where order_id = o.id and kind = 'refund')
  = (select sum(quantity * unit_price_cents) from order_lines where order_id = o.id)`;
const cancelled = (reason?: string): string =>
  `select o.status = 'cancelled' and ${REFUNDED} ${reason === undefined ? '' : `and o.cancel_reason = '${reason}'`}
   and exists (select from action_ledger where order_id = o.id and tool = 'cancel_order') from orders o where id = :order`;
const STILL_PENDING = `select status = 'pending' and not exists (select from action_ledger where order_id = orders.id) from orders where id = :order`;
const ADDRESS = '48 Harbor Lane, Apt 3, Portland, OR 97204';

/** Changes of orders that have not left yet. */
export const ORDER_CHANGES: readonly Goal[] = [
  {
    id: 'cancel',
    wants: 'to cancel an order that is pending',
    subjects: orders(`o.status = 'pending'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`Please cancel ${order}.`, 'CONFIRM'],
      ({ digits }) => [
        `Hello, I don't need what I ordered anymore. Order number: ${digits}. Is it still possible to stop it?`,
        'Yes, please.',
      ],
      ({ order }) => [`want to call off ${order?.toLowerCase()}`, 'yes'],
    ],
    reached: () => ({ proposes: { tool: 'cancel_order', approval: 'customer' }, rows: cancelled() }),
  },
  {
    id: 'cancel-mistake',
    wants: 'to cancel what was ordered by mistake, named by the product',
    subjects: simpleOrders(`o.status = 'pending'`),
    wordings: [
      ({ product, order }) => [
        `I ordered the ${product} by accident, please cancel it.`,
        { whenAsked: `${order}` },
        'CONFIRM',
      ],
      ({ product, order }) => [
        `Oh no, my son clicked on buy! We never wanted the ${product}. Can this order be cancelled?`,
        { whenAsked: `it is ${order}` },
        'CONFIRM',
      ],
      ({ order }) => [`${order} was a mistake, cancel`, 'yes go ahead'],
    ],
    reached: () => ({ proposes: { tool: 'cancel_order' }, rows: cancelled('ordered by mistake') }),
  },
  {
    id: 'cancel-after-list',
    wants: 'to look at the orders and cancel the first of them',
    subjects: simpleOrders(
      `o.status = 'pending' and o.placed_at = (select max(placed_at) from orders x where x.customer_id = o.customer_id) and (select count(*) from orders x where x.customer_id = o.customer_id) > 1`,
    ),
    wordings: [
      () => ['Show me my orders', 'cancel the first one', 'CONFIRM'],
      () => [
        'What did I order lately?',
        'I want the newest one cancelled please',
        { whenAsked: 'the first' },
        'CONFIRM',
      ],
      () => ['my orders?', 'number 1 can go, please cancel it', 'ok do it'],
    ],
    reached: () => ({ proposes: { tool: 'cancel_order' }, rows: cancelled() }),
  },
  {
    id: 'cancel-second-thoughts',
    wants: 'to decline after the offer',
    subjects: orders(`o.status = 'pending'`),
    wordings: [
      ({ order }) => [`Cancel order ${order} please`, 'DECLINE'],
      ({ order }) => [`I would like to cancel ${order}`, 'No, leave it, I keep it after all.'],
      ({ digits }) => [`cancel ${digits}`, 'hmm, rather not'],
    ],
    reached: () => ({ proposes: { tool: 'cancel_order' }, rows: STILL_PENDING }),
  },
  {
    id: 'order-address',
    wants: 'a pending order to go to another address',
    subjects: orders(`o.status = 'pending'`),
    wordings: [
      ({ order }) => [`Please send ${order} to ${ADDRESS} instead.`, 'CONFIRM'],
      ({ digits }) => [
        `I have moved! Order ${digits} must not go to the old flat.`,
        { whenAsked: ADDRESS },
        'CONFIRM',
      ],
      ({ order }) => [
        `change shipping address ${order}`,
        { whenAsked: `the new one is ${ADDRESS}` },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'modify_order_address', level: 'step-up', text: ['48 Harbor Lane'] },
      decided: 'committed',
      rows: `select shipping_address ->> 'line1' = '48 Harbor Lane' and shipping_address ->> 'postalCode' = '97204' from orders where id = :order`,
    }),
  },
  {
    id: 'order-address-saved',
    wants: 'a pending order to go to the saved work address',
    subjects: orders(`o.status = 'pending'`, {
      columns: `, a.address ->> 'line1' as line1`,
      more: `join customer_addresses a on a.customer_id = o.customer_id and a.label = 'work'`,
    }),
    wordings: [
      ({ order }) => [`Could ${order} go to my work address?`, 'CONFIRM'],
      ({ digits }) => [
        `Nobody will be at home. Please deliver order ${digits} to the office instead of home.`,
        { whenAsked: 'the work address' },
        'CONFIRM',
      ],
      ({ order }) => [
        `${order}: change the delivery address`,
        { whenAsked: 'use my work address' },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'modify_order_address' },
      decided: 'committed',
      rows: `select shipping_address ->> 'line1' = :line1 from orders where id = :order`,
    }),
  },
  {
    id: 'order-payment-change',
    wants: 'to pay a pending order with PayPal instead',
    subjects: simpleOrders(`o.status = 'pending'`, {
      columns: ', pal.id as paypal',
      more: `join order_payments y on y.order_id = o.id join payment_methods m on m.id = y.payment_method_id and m.kind = 'credit-card'
        join payment_methods pal on pal.customer_id = o.customer_id and pal.kind = 'paypal'`,
    }),
    wordings: [
      ({ order }) => [`I want to pay ${order} with PayPal instead of my card.`, 'CONFIRM'],
      ({ digits }) => [
        `Can the payment of order ${digits} still be changed?`,
        { whenAsked: 'to paypal please' },
        'CONFIRM',
      ],
      ({ order }) => [`switch ${order} to pay pal`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'modify_order_payment', level: 'step-up' },
      decided: 'committed',
      rows: `select exists (select from order_payments where order_id = :order and payment_method_id = :paypal and kind = 'payment')`,
    }),
  },
  {
    id: 'gift-card-too-small',
    wants: 'to pay a pending order with a gift card that does not cover it',
    subjects: simpleOrders(`o.status = 'pending'`, {
      more: `join order_payments y on y.order_id = o.id join payment_methods m on m.id = y.payment_method_id and m.kind <> 'gift-card'
        join payment_methods g on g.customer_id = o.customer_id and g.kind = 'gift-card' and g.balance_cents < (select sum(quantity * unit_price_cents) from order_lines where order_id = o.id)`,
    }),
    wordings: [
      ({ order }) => [`Please charge ${order} to my gift card instead.`],
      ({ digits }) => [`I would rather use up my gift card for order ${digits}, is that possible?`],
      ({ order }) => [`pay ${order} with gift card`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/gift card/i, /not (?:enough|cover)|does not cover|cover the/i],
      rows: STILL_PENDING,
    }),
  },
  {
    id: 'method-not-known',
    wants: 'to pay with a card that is not on the account',
    subjects: simpleOrders(`o.status = 'pending'`, {
      columns: ', m.last_four as last4',
      more: `join order_payments y on y.order_id = o.id join payment_methods m on m.customer_id = o.customer_id and m.kind = 'credit-card' and m.last_four <> '1111'`,
    }),
    wordings: [
      ({ order }) => [`Use the card ending in 1111 for ${order} please`],
      ({ digits }) => [`Order ${digits} should be paid with my Visa 1111, not the other one.`],
      ({ order }) => [`change payment of ${order} to visa ending 1111`],
    ],
    reached: ({ last4 = '' }) => ({ proposes: null, shows: [last4], rows: STILL_PENDING }),
  },
  {
    id: 'change-variant',
    wants: 'another variant of what was ordered, before it is packed',
    subjects: simpleOrders(`o.status = 'pending' and l.quantity = 1`, {
      columns: ', other.wanted, other.had, other.other_item',
      more: OTHER_VARIANT,
    }),
    wordings: [
      ({ order, wanted }) => [
        `Can you change the item in ${order} to the ${wanted} one?`,
        { whenAsked: `${wanted}` },
        'CONFIRM',
      ],
      ({ product, wanted, had, order }) => [
        `I chose the wrong version of the ${product}: I got ${had} but need ${wanted}. It has not been sent yet.`,
        { whenAsked: `${order}` },
        'CONFIRM',
      ],
      ({ order, wanted }) => [
        `modify ${order}`,
        { whenAsked: `${wanted} instead` },
        { whenAsked: 'the first one' },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'modify_order_items' },
      decided: 'committed',
      rows: `select exists (select from orders o join order_lines l on l.order_id = o.id where o.id = :order and o.status = 'pending-modified' and l.variant_id = :other_item)`,
    }),
  },
  {
    id: 'frozen-order',
    wants: 'to change an order that was changed before',
    subjects: orders(`o.status = 'pending-modified'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`Please change the colour of the item in ${order}.`],
      ({ digits }) => [`I need to modify order ${digits} once more, wrong size again.`],
      ({ order }) => [`cancel ${order}`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/changed once/],
      rows: `select status = 'pending-modified' from orders where id = :order`,
    }),
  },
  {
    id: 'cancel-shipped',
    wants: 'to cancel what is on its way already',
    subjects: orders(`o.status = 'shipped'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`Cancel ${order}, please.`],
      ({ digits }) => [`I changed my mind about order ${digits}. Do not send it any more!`],
      ({ order }) => [`stop ${order}, i found it cheaper elsewhere`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/on its way/, /return/],
      rows: `select status = 'shipped' from orders where id = :order`,
    }),
  },
  {
    id: 'cancel-processed',
    wants: 'to cancel what is being packed',
    subjects: orders(`o.status = 'processed'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`I no longer want ${order}. Cancel it.`],
      ({ digits }) => [`Is it too late to cancel number ${digits}?`],
      ({ order }) => [`undo order ${order}`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/being packed/],
      rows: `select status = 'processed' from orders where id = :order`,
    }),
  },
  {
    id: 'cancel-again',
    wants: 'to cancel what is cancelled already',
    subjects: orders(`o.status = 'cancelled'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`Please cancel order ${order} for me.`],
      ({ digits }) => [`Did the cancellation of ${digits} go through? If not, cancel it now.`],
      ({ order }) => [`cancel ${order} asap`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/(?:has been|was|is|already) cancelled/],
      rows: `select status = 'cancelled' from orders where id = :order`,
    }),
  },
  {
    id: 'address-too-late',
    wants: 'to send elsewhere what is on its way already',
    subjects: orders(`o.status = 'shipped'`, { lines: 'true' }),
    wordings: [
      ({ order }) => [`Change the address of ${order} to ${ADDRESS}`],
      ({ digits }) => [`The parcel of order ${digits} is going to my old place. Can you redirect it?`],
      ({ order }) => [`${order} wrong address!!`],
    ],
    reached: () => ({ proposes: null, shows: [/on its way/] }),
  },
];
