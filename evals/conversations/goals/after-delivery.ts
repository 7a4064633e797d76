import type { Goal } from '../goal.js';
import { deliveredBetween, NOW, OTHER_VARIANT, orders, simpleOrders } from '../subject-sql.js';

const RETURNABLE = `${deliveredBetween(25, 1)} and not p.final_sale`;
const CHEAP = '(select sum(quantity * unit_price_cents) from order_lines where order_id = o.id) < 50000';
const TWO_LINES = '(select count(*) from order_lines where order_id = o.id) = 2';
const SECOND = {
  lines: TWO_LINES,
  columns: ', second.product_name as second, second.variant_id as second_item',
  more: `join order_lines second on second.order_id = o.id and second.position = 2 and second.product_id <> l.product_id
    join products sp on sp.id = second.product_id and not sp.final_sale`,
};
const RETURN_OPEN = `select status = 'return-requested' and exists (select from cases where order_id = o.id and kind = 'return' and status = 'open') from orders o where id = :order`;
const UNTOUCHED = `select status = 'delivered' and not exists (select from action_ledger where order_id = o.id) from orders o where id = :order`;

/** Returns and exchanges. */
export const RETURNS: readonly Goal[] = [
  {
    id: 'return',
    wants: 'to send back what came',
    subjects: simpleOrders(`${RETURNABLE} and ${CHEAP}`),
    wordings: [
      ({ order }) => [`I would like to return ${order}.`, 'CONFIRM'],
      ({ product, order }) => [
        `The ${product} is not what I expected. How can I give it back?`,
        { whenAsked: `${order}` },
        'CONFIRM',
      ],
      ({ digits }) => [`send back ${digits}, it's too loud`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'return_items', approval: 'customer' },
      decided: 'committed',
      rows: RETURN_OPEN,
    }),
  },
  {
    id: 'return-to-gift-card',
    wants: 'the money of a return on a gift card that did not pay',
    subjects: simpleOrders(`${RETURNABLE} and ${CHEAP}`, {
      columns: ', g.id as gift',
      more: `join order_payments y on y.order_id = o.id join payment_methods m on m.id = y.payment_method_id and m.kind <> 'gift-card'
        join payment_methods g on g.customer_id = o.customer_id and g.kind = 'gift-card'`,
    }),
    wordings: [
      ({ order }) => [`Return ${order} and put the refund on my gift card.`, 'CONFIRM'],
      ({ digits }) => [
        `I want to send order ${digits} back. Please do not refund the card, I prefer the money as gift card balance.`,
        'CONFIRM',
      ],
      ({ order }) => [`return ${order} refund to giftcard`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'return_items', level: 'step-up', text: ['gift card'] },
      decided: 'committed',
      rows: `select exists (select from cases where order_id = :order and kind = 'return' and data ->> 'destination' = :gift)`,
    }),
  },
  {
    id: 'return-to-other-method',
    wants: 'the money of a return on PayPal, which did not pay',
    subjects: simpleOrders(`${RETURNABLE} and ${CHEAP}`, {
      more: `join order_payments y on y.order_id = o.id join payment_methods m on m.id = y.payment_method_id and m.kind = 'credit-card'
        join payment_methods g on g.customer_id = o.customer_id and g.kind = 'paypal'`,
    }),
    wordings: [
      ({ order }) => [`I am returning ${order}, please refund it to my PayPal.`],
      ({ digits }) => [`Can I send back order ${digits} and get the money via PayPal instead of the card?`],
      ({ order }) => [`return ${order}, money to paypal`],
    ],
    reached: () => ({ proposes: null, shows: [/what paid|original/i, /gift card/i], rows: UNTOUCHED }),
  },
  {
    id: 'partial-return',
    wants: 'to send back one of two products',
    subjects: orders(`${RETURNABLE} and ${CHEAP}`, SECOND),
    wordings: [
      ({ order, second }) => [`I want to return only the ${second} from ${order}.`, 'CONFIRM'],
      ({ digits, second, product }) => [
        `About order ${digits}: I keep the ${product}, but the ${second} goes back.`,
        'CONFIRM',
      ],
      ({ order }) => [
        `I want to return one of the items in ${order}`,
        { whenAsked: 'the second one' },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'return_items' },
      decided: 'committed',
      rows: `select jsonb_array_length(data -> 'items') = 1 and data -> 'items' -> 0 ->> 'itemId' = :second_item from cases where order_id = :order and kind = 'return' and status = 'open'`,
    }),
  },
  {
    id: 'partial-quantity',
    wants: 'to send back one piece of several',
    subjects: orders(`${RETURNABLE} and ${CHEAP} and l.quantity = 3`),
    wordings: [
      ({ order, product }) => [
        `I bought three ${product} in ${order} and want to return just one of them.`,
        { whenAsked: 'one' },
        'CONFIRM',
      ],
      ({ digits }) => [`From order ${digits} please take back 1 piece, I keep the other two.`, 'CONFIRM'],
      ({ order }) => [`return 1 of 3 from ${order}`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'return_items' },
      decided: 'committed',
      rows: `select data -> 'items' -> 0 ->> 'quantity' = '1' from cases where order_id = :order and kind = 'return' and status = 'open'`,
    }),
  },
  {
    id: 'return-over-limit',
    wants: 'to return something that a colleague must agree to',
    subjects: orders(`${RETURNABLE} and l.quantity * l.unit_price_cents > 50000`),
    wordings: [
      ({ order }) => [`Please take back ${order}.`, 'CONFIRM'],
      ({ product, order }) => [
        `I am not happy with the ${product} and want my money back.`,
        { whenAsked: `${order}` },
        'CONFIRM',
      ],
      ({ digits }) => [`return everything of ${digits}`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'return_items', approval: 'staff' },
      decided: 'waiting-for-staff',
      rows: UNTOUCHED,
    }),
  },
  {
    id: 'return-too-late',
    wants: 'to return after the days for it are over',
    subjects: orders(`${deliveredBetween(200, 32)} and not p.final_sale`),
    wordings: [
      ({ order }) => [`I want to send back ${order}.`],
      ({ digits }) => [`Is a return of order ${digits} still possible? I know it has been a while.`],
      ({ order }) => [`return ${order}`],
    ],
    reached: () => ({ proposes: null, shows: [/cannot be returned/, /30 days/], rows: UNTOUCHED }),
  },
  {
    id: 'return-final-sale',
    wants: 'to return something that was a final sale',
    subjects: orders(`${deliveredBetween(29, 1)} and p.final_sale`, { lines: 'true' }),
    wordings: [
      ({ order, product }) => [`Please let me return the ${product} of ${order}.`],
      ({ product, order }) => [
        `The ${product} was a bad buy. I want to send it back.`,
        { whenAsked: `${order}` },
      ],
      ({ order, product }) => [`${order} return ${product?.toLowerCase()}`],
    ],
    reached: () => ({ proposes: null, shows: [/final sale/], rows: UNTOUCHED }),
  },
  {
    id: 'return-not-delivered',
    wants: 'to return what is still on its way',
    subjects: orders(`o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 1`),
    wordings: [
      ({ order }) => [`I want to return ${order} right away.`],
      ({ digits }) => [`Can order ${digits} be sent back even though it is not here yet?`],
      ({ order }) => [`return ${order}`],
    ],
    reached: () => ({ proposes: null, shows: [/not been delivered yet/] }),
  },
  {
    id: 'exchange',
    wants: 'another variant of what came',
    subjects: simpleOrders(`${RETURNABLE} and l.quantity = 1`, {
      columns: ', other.wanted, other.had, other.other_item',
      more: OTHER_VARIANT,
    }),
    wordings: [
      ({ order, wanted }) => [
        `I would like to swap the item of ${order} for the ${wanted} one.`,
        { whenAsked: `${wanted}` },
        'CONFIRM',
      ],
      ({ product, had, wanted, order }) => [
        `My ${product} arrived, but ${had} does not suit me. Could I exchange it for ${wanted}?`,
        { whenAsked: `${order}` },
        'CONFIRM',
      ],
      ({ digits, wanted }) => [
        `exchange ${digits}`,
        { whenAsked: `in ${wanted}` },
        { whenAsked: 'the first' },
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'exchange_items' },
      decided: 'committed',
      rows: `select o.status = 'exchange-requested' and exists (select from cases k where k.order_id = o.id and k.kind = 'exchange' and k.data::text like '%' || :other_item || '%') from orders o where id = :order`,
    }),
  },
  {
    id: 'exchange-correction',
    wants: 'to correct the variant after the offer',
    subjects: simpleOrders(`${RETURNABLE} and l.quantity = 1`, {
      columns: ', other.wanted as first, last.wanted as wanted, last.other_item',
      more: `${OTHER_VARIANT} ${OTHER_VARIANT.replace('order by v.id limit 1) as other', 'order by v.id desc limit 1) as last')}`,
    }).replace('where ', 'where last.wanted <> other.wanted and last.had = other.had and '),
    wordings: [
      ({ order, first, wanted }) => [
        `Swap ${order} for the ${first} one please`,
        `no, the ${wanted} one`,
        'CONFIRM',
      ],
      ({ digits, first, wanted }) => [
        `I'd like to exchange order ${digits}, I want ${first}`,
        `Sorry, I meant ${wanted}, not ${first}.`,
        'CONFIRM',
      ],
      ({ order, first, wanted }) => [
        `exchange ${order} to ${first}`,
        `wait, make it ${wanted} instead`,
        'CONFIRM',
      ],
    ],
    reached: () => ({
      proposes: { tool: 'exchange_items' },
      decided: 'committed',
      rows: `select o.status = 'exchange-requested' and exists (select from cases k where k.order_id = o.id and k.kind = 'exchange' and k.data::text like '%' || :other_item || '%') from orders o where id = :order`,
    }),
  },
  {
    id: 'exchange-stock-gone',
    wants: 'a variant that is not in stock',
    subjects: simpleOrders(`${RETURNABLE} and l.quantity = 1`, {
      columns: ', gone.wanted',
      more: `join lateral (select e.value as wanted from variants v join lateral jsonb_each_text(v.options) e on true
        join lateral jsonb_each_text(l.options) old on old.key = e.key and old.value <> e.value
        where v.product_id = l.product_id and (not v.available or (select coalesce(sum(quantity), 0) from variant_stock where variant_id = v.id) = 0)
        and (select count(*) from jsonb_each_text(v.options) a join jsonb_each_text(l.options) b using (key) where a.value <> b.value) = 1
        and not exists (select from variants x join variant_stock s on s.variant_id = x.id and s.quantity > 0
          where x.available and x.product_id = l.product_id and x.options ->> e.key = e.value) limit 1) as gone on true`,
    }),
    wordings: [
      ({ order, wanted }) => [`Please exchange ${order} for the ${wanted} version.`],
      ({ digits, wanted }) => [
        `I would prefer ${wanted} for what came with order ${digits}. Can you swap it?`,
      ],
      ({ order, wanted }) => [`swap ${order} -> ${wanted}`],
    ],
    reached: () => ({
      proposes: null,
      shows: [/not in stock|out of stock|no other variant|in stock now/i],
      rows: UNTOUCHED,
    }),
  },
  {
    id: 'exchange-twice',
    wants: 'to exchange what is being exchanged already',
    subjects: orders(`o.status = 'exchange-requested'`),
    wordings: [
      ({ order }) => [`Can I exchange ${order} for another colour?`],
      ({ digits }) => [`I want to swap the thing from ${digits} again.`],
      ({ order }) => [`exchange ${order} please`],
    ],
    reached: () => ({ proposes: null, shows: [/exchange of this order is already in progress/i] }),
  },
  {
    id: 'return-rules',
    wants: 'to know the rules of returns before buying',
    subjects: `select 'C1040' as customer`,
    wordings: [
      () => ['How long do I have to return something?'],
      () => ['Before I buy: what is your return policy, how many days does one have?'],
      () => ['returns - what are the conditions in general?'],
    ],
    reached: () => ({
      shows: [/30/],
      cites: ['returns-policy', 'return-an-item', 'refund-policy'],
      proposes: null,
      ends: ['answered'],
    }),
  },
];

/** The newest delivery of an order was no more than two weeks ago. */
export const FRESH = `o.status = 'delivered' and (select max(delivered_at) from shipments where order_id = o.id) > ${NOW} - interval '20 days'`;
