import type { PostalAddress } from '../../database/schema.js';
import type { Transcript } from '../../models/local/playbook.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import { sayAll, sayList } from '../playbook/say.js';
import { onDate } from '../playbook/say-date.js';

type Clock = Pick<Transcript, 'now' | 'locale' | 'request'>;

/** What a customer wants to know of one order: the part that was asked for, or the whole in short. */
export function sayOrder(order: OrderView, clock: Clock): string {
  const request = clock.request.toLowerCase();
  if (/\b(?:invoice|receipt|bill)\b/.test(request)) {
    return sayPayments(order);
  }
  if (
    /\baddress|\bwhere (?:is|was|did|does|will).*(?:go|sent|send|ship)|\bgoing to\b|\bsent to\b/.test(request)
  )
    return sayAddress(order);
  if (/\btwice|double\b/.test(request)) return sayPayments(order);
  if (
    /\bhow (?:did|do) i pay|\bwhich (?:card|payment)|\bpaid\b|\bpay\b|\bcharged?\b|\btotal\b|\bcost\b|\bprice\b|\bhow much\b|\bexpensive\b|payments?\b/.test(
      request,
    )
  ) {
    return sayAll([sayPayments(order), sayLinePrices(order)]);
  }
  if (/\bwhen (?:did|was)\b.*\b(?:place|order|buy|bought)/.test(request))
    return `You placed order ${order.id} ${onDate(order.placedAt, clock.now, clock.locale)}; it ${sayState(order, clock)}.`;
  return sayWhole(order, clock);
}

function sayWhole(order: OrderView, { now, locale }: Clock): string {
  const head = `Order ${order.id}, placed ${onDate(order.placedAt, now, locale)}, ${sayState(order, { now, locale })}.`;
  const lines = order.lines.map((line) => `- ${sayLine(line)}`).join('\n');
  return `${head}\n${lines}\n${sayPayments(order, 'It')} ${sayAddress(order)}`;
}

function sayState(order: OrderView, { now, locale }: Pick<Clock, 'now' | 'locale'>): string {
  return order.status === 'delivered' && order.deliveredAt !== null
    ? `was delivered ${onDate(order.deliveredAt, now, locale)}`
    : `is ${order.statusText}`;
}

/** A line with quantity, options and price. */
function sayLine(line: OrderLineView): string {
  const options = line.options === '' ? '' : ` (${line.options})`;
  return `${line.quantity} × ${line.name}${options}: ${line.lineTotal.text}`;
}

function sayLinePrices(order: OrderView): string {
  return order.lines.length < 2
    ? ''
    : `That is ${sayList(order.lines.map((line) => `${line.lineTotal.text} for ${line.quantity > 1 ? `${line.quantity} × ` : ''}${line.name}`))}.`;
}

function sayPayments(order: OrderView, subject = `Order ${order.id}`): string {
  const paid = order.payments.filter((payment) => payment.kind === 'payment');
  const refunded = order.payments.filter((payment) => payment.kind === 'refund');
  const by = sayList(
    paid.map((payment) =>
      paid.length > 1 ? `${payment.amount.text} with ${payment.method}` : payment.method,
    ),
  );
  return sayAll([
    `${subject} came to ${order.total.text}${by === '' ? '' : `, paid ${paid.length > 1 ? '' : 'with '}${by}`}.`,
    refunded.length > 0 &&
      `Refunded: ${sayList(refunded.map((refund) => `${refund.amount.text} to ${refund.method}`))}.`,
  ]);
}

function sayAddress(order: OrderView): string {
  return `It ${order.status === 'delivered' ? 'went' : 'goes'} to ${printAddress(order.shippingAddress)}.`;
}

/** A postal address in one line. */
export function printAddress(address: PostalAddress): string {
  const { recipient, line1, line2, city, region, postalCode, country } = address;
  return [recipient, line1, line2, city, `${region} ${postalCode}`.trim(), country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}
