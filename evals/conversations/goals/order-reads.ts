import type { Goal } from '../goal.js';
import { deliveredBetween, money, NOW, orders } from '../subject-sql.js';

const SHIPMENT = `join lateral (select carrier, tracking_id as tracking from shipments where order_id = o.id order by id limit 1) as parcel on true`;

/** Finding orders, and what is to be known about them. */
export const ORDER_READS: readonly Goal[] = [
  {
    id: 'list-orders',
    wants: 'to see what was ordered of late',
    subjects: `select customer_id as key, customer_id as customer, max(id) as "order" from orders
      where customer_id > 'C1008' group by customer_id having count(*) between 2 and 4 and count(distinct placed_at) = count(*)
      and max(id) = (array_agg(id order by placed_at desc))[1] order by 1`,
    wordings: [
      () => ['Can you show me all my orders?'],
      () => ['hi, i lost track a bit.. what have i bought from you guys recently'],
      () => ['order history pls'],
    ],
    reached: ({ order = '' }) => ({
      tools: ['list_orders'],
      shows: [order],
      proposes: null,
      ends: ['answered'],
    }),
  },
  {
    id: 'open-orders',
    wants: 'to see which orders have not arrived yet',
    subjects: `select o.customer_id as key, o.customer_id as customer, o.id as "order", d.id as done from orders o
      join orders d on d.customer_id = o.customer_id and d.status = 'delivered' and d.placed_at < ${NOW} - interval '60 days'
      where o.status in ('shipped', 'processed', 'pending') order by 1`,
    wordings: [
      () => ['Which of my orders are still open?'],
      () => ['What am I still waiting for? I mean things that have not been delivered so far.'],
      () => ['anything of mine still on its way or not sent out yet?'],
    ],
    reached: ({ order = '', done = '' }) => ({
      shows: [order],
      hides: [done],
      proposes: null,
      ends: ['answered'],
    }),
  },
  {
    id: 'orders-of-a-time',
    wants: 'to see what was bought in a certain month',
    subjects: orders(`o.placed_at >= '2026-04-03' and o.placed_at < '2026-04-28'`),
    wordings: [
      () => ['What did I order in April?'],
      () => ['I need the list of my purchases from April for my bookkeeping.'],
      () => ['orders april 2026'],
    ],
    reached: ({ order = '', product = '' }) => ({
      shows: [order, product],
      proposes: null,
      ends: ['answered'],
    }),
  },
  {
    id: 'order-by-product',
    wants: 'to find the order with a product, by the name of the product',
    subjects: orders(
      `o.status = 'delivered' and (select count(*) from order_lines x where x.customer_id = o.customer_id and x.product_id = p.id) = 1`,
    ),
    wordings: [
      ({ product }) => [`In which order was the ${product}?`],
      ({ product }) => [
        `Hello, I bought a ${product} at your shop some time ago. Could you look up the order number for me?`,
      ],
      ({ product }) => [`when did i buy my ${product?.toLowerCase()}?`],
    ],
    reached: ({ order = '' }) => ({ shows: [order], proposes: null, ends: ['answered'] }),
  },
  {
    id: 'order-contents',
    wants: 'to know what was in an order',
    subjects: orders(`o.status <> 'cancelled'`, {
      lines: '(select count(*) from order_lines where order_id = o.id) = 2',
      columns: ', second.product_name as second',
      more: 'join order_lines second on second.order_id = o.id and second.position = 2',
    }),
    wordings: [
      ({ order }) => [`What exactly is in ${order}?`],
      ({ digits }) => [`Could you remind me what I ordered with number ${digits}?`],
      ({ digits }) => [`details of order sb${digits} please`],
    ],
    reached: ({ order = '', product = '', second = '' }) => ({
      tools: ['get_order'],
      shows: [order, product, second],
      ends: ['answered'],
    }),
  },
  {
    id: 'order-payment',
    wants: 'to know how much was paid and with what',
    subjects: orders(
      `o.status = 'delivered' and (select count(*) from order_payments where order_id = o.id) = 1`,
      {
        columns: ', m.last_four as last4',
        more: `join order_payments y on y.order_id = o.id join payment_methods m on m.id = y.payment_method_id and m.kind = 'credit-card'`,
      },
    ),
    wordings: [
      ({ order }) => [`How much did I pay for ${order} and with which card?`],
      ({ digits }) => [
        `I am checking my bank statement. What was charged for order # ${digits}, and how did I pay?`,
      ],
      ({ order }) => [`${order?.toLowerCase()} total amount and payment method?`],
    ],
    reached: ({ total = '', last4 = '' }) => ({ shows: [total, last4], ends: ['answered'] }),
  },
  {
    id: 'invoice',
    wants: 'an invoice',
    subjects: orders(deliveredBetween(90, 5)),
    wordings: [
      ({ order }) => [`I need an invoice for ${order}.`],
      ({ digits }) => [`My accountant asks for the receipt of order ${digits}, where do I get it?`],
      ({ order }) => [`invoice ${order} pls`],
    ],
    reached: () => ({ cites: ['invoices-and-prices'], proposes: null }),
  },
  {
    id: 'track',
    wants: 'to know where a parcel is',
    subjects: orders(`o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 1`, {
      columns: ', parcel.tracking, parcel.carrier',
      more: SHIPMENT,
    }),
    wordings: [
      ({ order }) => [`Where is my order ${order}?`],
      ({ product }) => [
        `I am still waiting for the ${product}. Do you have a tracking number?`,
        { whenAsked: 'the first one' },
      ],
      ({ digits }) => [`has ${digits} been shipped yet and who delivers it`],
    ],
    reached: ({ tracking = '', carrier = '' }) => ({
      tools: ['track_shipment'],
      shows: [tracking, carrier],
      proposes: null,
      ends: ['answered'],
    }),
  },
  {
    id: 'late-shipment',
    wants: 'to know why a parcel is late',
    subjects: orders(
      `o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 1 and (select max(estimated_at) from shipments where order_id = o.id) < ${NOW} - interval '1 day'`,
      { columns: ', parcel.tracking', more: SHIPMENT },
    ),
    wordings: [
      ({ order }) => [`Order ${order} should have been here days ago. Where is it?`],
      ({ digits }) => [`My parcel is overdue. The order is ${digits}. What is the latest news?`],
      ({ order }) => [`why does ${order} take so long??`],
    ],
    reached: ({ tracking = '' }) => ({
      tools: ['track_shipment'],
      shows: [tracking, /\blate\b/i],
      ends: ['answered', 'needs-info', 'needs-confirmation'],
    }),
  },
  {
    id: 'split-shipment',
    wants: 'to know why only a part of an order came',
    subjects: orders(`o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 2`, {
      lines: 'true',
      columns:
        ', array_to_string(array(select tracking_id from shipments where order_id = o.id order by id), $$ $$) as trackings',
    }),
    wordings: [
      ({ order }) => [`Is ${order} coming in several parcels?`],
      ({ digits }) => [`Only a part of order ${digits} was in the box, where is the rest of it?`],
      ({ order }) => [`track all parcels of ${order}`],
    ],
    reached: ({ trackings = '' }) => ({ tools: ['track_shipment'], shows: trackings.split(' ') }),
  },
  {
    id: 'not-shipped-yet',
    wants: 'to know when an order leaves the warehouse',
    subjects: orders(`o.status = 'processed'`),
    wordings: [
      ({ order }) => [`When will ${order} be delivered?`],
      ({ digits }) => [`I ordered a few days ago, number ${digits}. Has it left your warehouse?`],
      ({ order }) => [`eta for ${order}?`],
    ],
    reached: ({ order = '' }) => ({
      tools: ['track_shipment'],
      shows: [order, /not been handed to a carrier/],
      ends: ['answered'],
    }),
  },
  {
    id: 'stock-of-ordered',
    wants: 'to order something again, if it is there',
    subjects: orders(deliveredBetween(300, 40)),
    wordings: [
      ({ order }) => [`Is the item from ${order} still available? I would like another one.`],
      ({ digits }) => [`I want to buy the same again as in order ${digits}, do you have it in stock?`],
      ({ order }) => [`can i reorder ${order}`],
    ],
    reached: ({ product = '' }) => ({
      tools: ['check_availability'],
      shows: [product, /in stock/],
      ends: ['answered'],
    }),
  },
  {
    id: 'refund-status',
    wants: 'to know when the money of a cancelled order comes',
    subjects: orders(`o.status = 'cancelled'`, {
      columns: `, ${money('y.amount_cents')} as amount`,
      more: `join order_payments y on y.order_id = o.id and y.kind = 'refund' and y.expected_at is not null and y.expected_at > ${NOW}`,
    }),
    wordings: [
      ({ order }) => [`When do I get my money back for ${order}?`],
      ({ digits }) => [
        `I cancelled order ${digits} and do not see anything on my card. How far is the refund?`,
      ],
      () => ['refund status?', { whenAsked: 'the last one that was cancelled' }],
    ],
    reached: ({ amount = '' }) => ({ tools: ['get_refund_status'], shows: [amount], ends: ['answered'] }),
  },
  {
    id: 'return-status',
    wants: 'to know whether the goods sent back have arrived',
    subjects: orders(`o.status = 'return-requested'`, {
      columns: ', k.id as case_id',
      more: `join cases k on k.order_id = o.id and k.kind = 'return'`,
      lines: 'true',
    }),
    wordings: [
      ({ order }) => [`What is the status of my return from ${order}?`],
      ({ digits }) => [`I sent back ${digits} a while ago, did you receive it and when is it refunded?`],
      ({ order }) => [`did my return of ${order} arrive?`],
    ],
    reached: ({ case_id = '' }) => ({ tools: ['get_refund_status'], shows: [case_id], ends: ['answered'] }),
  },
  {
    id: 'unknown-order',
    wants: 'an order that does not exist',
    subjects: `select id as customer from customers where id = 'C1050'`,
    wordings: [
      () => ['Where is order SB-999999?'],
      () => ['I have a question about my order 998877, has it been sent?'],
      () => ['cancel sb 990011'],
    ],
    reached: () => ({ shows: [/\bnot find\b/], proposes: null, ends: ['needs-info'] }),
  },
  {
    id: 'order-of-another',
    wants: 'to see the order of somebody else',
    subjects: `select o.id as key, 'C1008' as customer, o.id as "order", l.product_name as product, right(o.id, 6) as digits
      from orders o join order_lines l on l.order_id = o.id and l.position = 1 where o.customer_id > 'C1100' order by o.id`,
    wordings: [
      ({ order }) => [`What is in order ${order}?`],
      ({ digits }) => [
        `My brother ordered something under number ${digits}, please tell me where it is and what it is.`,
      ],
      ({ order }) => [`cancel ${order} now`],
    ],
    reached: ({ product = '' }) => ({
      shows: [/\bnot find\b/],
      hides: [product],
      proposes: null,
      ends: ['needs-info'],
    }),
  },
  {
    id: 'order-anonymous',
    wants: 'to see an order without being signed in',
    subjects: `select id as key, id as "order", right(id, 6) as digits from orders order by id`,
    wordings: [
      ({ order }) => [`Where is my order ${order}?`],
      () => ['What have I ordered from you this year?'],
      ({ digits }) => [`cancel order ${digits} please`],
    ],
    reached: () => ({ shows: [/sign in/i], proposes: null, ends: ['needs-info'] }),
  },
];
