import type { Goal } from '../goal.js';
import { money, NOW, orders, simpleOrders } from '../subject-sql.js';
import { FRESH } from './after-delivery.js';

const CASE = (kind: string, wish?: string): string =>
  `select exists (select from cases where order_id = :order and kind = 'damage' and status = 'open' and data ->> 'problem' = '${kind}'
   ${wish === undefined ? '' : `and data ->> 'wish' = '${wish}'`} and id like 'P-%')`;
const LATE = `o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 1
  and (select max(estimated_at) from shipments where order_id = o.id) < ${NOW} - interval '1 day'`;
const WORTH = '(select sum(quantity * unit_price_cents) from order_lines where order_id = o.id)';

/** What goes wrong with orders, and what is made of it. */
export const TROUBLES: readonly Goal[] = [
  {
    id: 'damaged',
    wants: 'a replacement for what came broken',
    subjects: orders(FRESH),
    wordings: [
      ({ order, product }) => [
        `The ${product} from ${order} arrived broken. Please send me a new one.`,
        'CONFIRM',
      ],
      ({ digits }) => [
        `I just opened the parcel of order ${digits}. The whole thing is cracked on one side. I want a replacement.`,
        'CONFIRM',
      ],
      ({ order }) => [`${order} came damaged, need a replacement`, 'yes'],
    ],
    reached: () => ({ proposes: { tool: 'report_problem' }, rows: CASE('damaged', 'replacement') }),
  },
  {
    id: 'wrong-item',
    wants: 'to report that something else came than was ordered',
    subjects: orders(FRESH),
    wordings: [
      ({ order }) => [`You sent me the wrong item in ${order}.`, 'CONFIRM'],
      ({ digits, product }) => [
        `Order ${digits} should have been a ${product}, but there was something completely different in the box!`,
        'CONFIRM',
      ],
      ({ order }) => [`got wrong product, order ${order}`, 'CONFIRM'],
    ],
    reached: () => ({ proposes: { tool: 'report_problem' }, decided: 'committed', rows: CASE('wrong') }),
  },
  {
    id: 'missing-item',
    wants: 'to report that a part of a delivered order is missing',
    subjects: orders(FRESH, {
      lines: '(select count(*) from order_lines where order_id = o.id) = 2',
      columns: ', second.product_name as second, second.variant_id as second_item',
      more: 'join order_lines second on second.order_id = o.id and second.position = 2 and second.product_id <> l.product_id',
    }),
    wordings: [
      ({ order, second }) => [`The ${second} is missing from ${order}.`, 'CONFIRM'],
      ({ digits, second }) => [
        `My parcel ${digits} came today but there was no ${second} inside.`,
        'CONFIRM',
      ],
      ({ order, second }) => [`${order} incomplete, ${second} not in the box`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'report_problem' },
      decided: 'committed',
      rows: `select exists (select from cases where order_id = :order and kind = 'damage' and data ->> 'problem' = 'missing' and data::text like '%' || :second_item || '%')`,
    }),
  },
  {
    id: 'never-arrived',
    wants: 'to report a parcel that is said to be delivered and is not there',
    subjects: orders(FRESH),
    wordings: [
      ({ order }) => [`It says ${order} was delivered but I never received it.`, 'CONFIRM'],
      ({ digits }) => [
        `Order ${digits} has been marked delivered. There is nothing here, and the neighbours have nothing either.`,
        'CONFIRM',
      ],
      ({ order }) => [`never got ${order}`, 'CONFIRM'],
    ],
    reached: () => ({
      tools: ['track_shipment'],
      proposes: { tool: 'report_problem' },
      decided: 'committed',
      rows: CASE('missing'),
    }),
  },
  {
    id: 'report-late',
    wants: 'to report a parcel that does not come',
    subjects: orders(LATE),
    wordings: [
      ({ order }) => [
        `${order} still has not arrived although it is overdue. I want to report that.`,
        'CONFIRM',
      ],
      ({ digits }) => [`I think the parcel of ${digits} is lost. Please do something about it.`, 'CONFIRM'],
      ({ order }) => [`my parcel ${order} never came, open a case`, 'CONFIRM'],
    ],
    reached: () => ({ proposes: { tool: 'report_problem' }, decided: 'committed', rows: CASE('late') }),
  },
  {
    id: 'small-credit',
    wants: 'a small credit for a late parcel',
    subjects: orders(`${LATE} and ${WORTH} > 8000`),
    wordings: [
      ({ order }) => [`${order} is days late. I want $5 back as compensation.`, 'CONFIRM'],
      ({ digits }) => [
        `The delay of order ${digits} is annoying. Would you credit me 5 dollars for it?`,
        'CONFIRM',
      ],
      ({ order }) => [`5.00 USD goodwill for late order ${order}`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'issue_credit', approval: 'customer' },
      decided: 'committed',
      rows: `select exists (select from order_payments where order_id = :order and kind = 'refund' and amount_cents = 500)`,
    }),
  },
  {
    id: 'large-credit',
    wants: 'a credit that only a colleague may give',
    subjects: orders(`${LATE} and ${WORTH} > 12000`),
    wordings: [
      ({ order }) => [`For the late delivery of ${order} I demand a credit of $100.`, 'CONFIRM'],
      ({ digits }) => [
        `I have been waiting for ${digits} far too long. 100 dollars compensation would be fair.`,
        'CONFIRM',
      ],
      ({ order }) => [`give me $ 100 off for ${order}, it is late`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'issue_credit', approval: 'staff', text: ['$100.00'] },
      decided: 'waiting-for-staff',
      rows: `select not exists (select from order_payments where order_id = :order and kind = 'refund')`,
    }),
  },
  {
    id: 'credit-without-trouble',
    wants: 'a credit for an order with which nothing was wrong',
    subjects: orders(`o.status = 'pending'`),
    wordings: [
      ({ order }) => [`I want a $10 credit for ${order}.`],
      ({ digits }) => [`Please give me 10 dollars compensation on order ${digits}.`],
      ({ order }) => [`goodwill 10 usd ${order}`],
    ],
    reached: () => ({ proposes: null, shows: [/no problem with order/i] }),
  },
  {
    id: 'credit-amount-asked',
    wants: 'a credit, naming the amount only when asked',
    subjects: orders(`${LATE} and ${WORTH} > 8000`),
    wordings: [
      ({ order }) => [`I want compensation for ${order}, it is late.`, { whenAsked: '$6' }, 'CONFIRM'],
      ({ digits }) => [
        `Could I get a goodwill credit? My order ${digits} did not arrive in time.`,
        { whenAsked: '6 dollars would be ok' },
        'CONFIRM',
      ],
      ({ order }) => [
        'do i get a discount for the delay',
        { whenAsked: `${order}` },
        { whenAsked: '6 dollars' },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'issue_credit' },
      decided: 'committed',
      rows: `select exists (select from order_payments where order_id = :order and kind = 'refund' and amount_cents = 600)`,
    }),
  },
  {
    id: 'complaint-recorded',
    wants: 'to complain, and to have it on record',
    subjects: `select id as key, id as customer from customers where id > 'C1100' order by id`,
    wordings: [
      () => [
        'I want to make a complaint: your courier threw my parcel over the fence and was rude to me.',
        { whenAsked: 'yes' },
        'CONFIRM',
      ],
      () => [
        'Your service has become really bad. I waited three weeks for an answer and nobody apologised. I want this to be noted.',
        { whenAsked: 'yes please' },
        'CONFIRM',
      ],
      () => ['complaint about the driver, he never rings the bell', { whenAsked: 'ok' }, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'open_ticket' },
      decided: 'committed',
      rows: `select exists (select from cases where customer_id = :customer and kind = 'ticket' and id like 'T-%')`,
    }),
  },
  {
    id: 'complaint-to-person',
    wants: 'to complain to a person',
    subjects: `select id as key, id as customer from customers where id > 'C1100' order by id desc`,
    wordings: [
      () => ['I am very disappointed with your shop and I want to talk to someone in charge about it.'],
      () => ['This is unacceptable! I was charged and nobody helps me.', 'No, I want a real person now.'],
      () => ['let me complain to a human'],
    ],
    reached: () => ({
      ends: ['handed-off'],
      rows: `select exists (select from handoffs where customer_id = :customer)`,
    }),
  },
  {
    id: 'refund-worth',
    wants: 'to know what a cancellation would give back, without doing it',
    subjects: simpleOrders(`o.status = 'pending'`, { columns: `, ${money(WORTH)} as worth` }),
    wordings: [
      ({ order }) => [`If I cancel ${order}, how much do I get back?`, 'DECLINE'],
      ({ digits }) => [`What would I be refunded when cancelling order ${digits}?`, 'DECLINE'],
      ({ order }) => [`refund amount if i cancel ${order}?`, 'DECLINE'],
    ],
    reached: ({ worth = '' }) => ({
      proposes: { tool: 'cancel_order', text: [worth] },
      rows: `select status = 'pending' from orders where id = :order`,
    }),
  },
];
