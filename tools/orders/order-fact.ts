import type { CaseFact } from '../../contract/session-context.js';
import type { OrderSummary } from './order-view.js';

/** What a later request of the session may point at by "that order" or "the second one". */
export function toOrderFact(
  order: Pick<OrderSummary, 'id' | 'status' | 'placedAt'> & { lines: readonly { name: string }[] },
): Omit<CaseFact, 'agent'> {
  const names = order.lines.map((line) => line.name).join(', ');
  const label = `${order.id}, placed ${order.placedAt.slice(0, 10)}, ${order.status}: ${names}`;
  return { kind: 'order', id: order.id, label: label.slice(0, 200) };
}
