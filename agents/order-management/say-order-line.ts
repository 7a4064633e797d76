import type { Transcript } from '../../models/local/playbook.js';
import type { OrderSummary } from '../../tools/orders/order-view.js';
import { onDate, sayDate } from '../playbook/say-date.js';

/** An order in one line of a list: number, day, products, total and how far it is. */
export function sayOrderLine(
  order: OrderSummary,
  { now, locale }: Pick<Transcript, 'now' | 'locale'>,
): string {
  const placed = sayDate(order.placedAt, now, locale);
  return `${order.id}, placed ${placed}: ${sayProducts(order)} (${order.total.text}), ${sayState(order, now, locale)}`;
}

/** The products of an order in short, such as "Kettle and 2 more". */
export function sayProducts(order: Pick<OrderSummary, 'lines'>): string {
  const counts = new Map<string, number>();
  for (const line of order.lines) counts.set(line.name, (counts.get(line.name) ?? 0) + line.quantity);
  const said = [...counts].map(([name, count]) => (count > 1 ? `${count} × ${name}` : name));
  const [first = 'no items', second, ...others] = said;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} more`;
}

function sayState(order: OrderSummary, now: Date, locale: string): string {
  if (order.status === 'delivered' && order.deliveredAt !== null)
    return `delivered ${onDate(order.deliveredAt, now, locale)}`;
  if (order.late) return `${order.statusText}, late`;
  return order.statusText;
}
