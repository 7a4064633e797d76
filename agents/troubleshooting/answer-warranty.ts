import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderListView } from '../../tools/orders/list-orders.js';
import type { WarrantyView } from '../../tools/support/check-warranty.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findReferences } from '../playbook/references.js';
import { sayAll, sayCount, sayNumbered } from '../playbook/say.js';
import { sayDate } from '../playbook/say-date.js';
import { tellingWords, wordSet } from '../playbook/words.js';

/** How the question for the order is worded; the next turn recognises its answer by it. */
export const WHICH_WARRANTY = 'Which order is the product from?';

const NOT_PRODUCTS =
  wordSet(`warranty warrenty guarantee guaranteed under covered cover coverage expired expire expires run runs valid check
  status order orders bought purchase purchased claim claims free repair broke broken died dead defective faulty works working stopped
  long end ends case apply applies verify entitled spring summer autumn winter terms legal manufacturer please device`);

/** Warranty of something bought: by order number, by what was spoken of, or by finding the order with the product. */
export function answerWarranty(transcript: Transcript): Move {
  const words = tellingWords(transcript.request.replaceAll(/\bsb[\s_-]*\d{6}\b/gi, ' '), NOT_PRODUCTS).slice(
    0,
    5,
  );
  const item = words.length === 0 ? {} : { item: words.join(' ') };
  const [number] = findOrderNumbers(transcript.request);
  const pointed = findReferences(transcript, 'order').at(0)?.id;
  const checked = callsOf(transcript, 'check_warranty');
  if (checked.length > 0) return sayChecked(transcript, words);
  const orderId = number ?? pointed;
  if (orderId !== undefined) return call('check_warranty', { order_id: orderId, ...item });
  const list = viewOf<OrderListView>(transcript, 'list_orders');
  if (list === undefined) {
    return (
      sayFault(transcript, 'check a warranty') ??
      call('list_orders', words.length === 0 ? { status: 'delivered' } : { product_query: words.join(' ') })
    );
  }
  const [first, ...others] = list.orders;
  if (first === undefined) {
    return {
      say: `I find no order of yours with that product. ${WHICH_WARRANTY} The number looks like SB-123456.`,
      outcome: 'needs-info',
    };
  }
  if (others.length === 0 || words.length > 0) return call('check_warranty', { order_id: first.id, ...item });
  const lines = list.orders
    .slice(0, 5)
    .map((order) => `${order.id}: ${order.lines.map((line) => line.name).join(', ')}`);
  return { say: `${WHICH_WARRANTY}\n\n${sayNumbered(lines)}`, outcome: 'needs-info' };
}

function sayChecked(transcript: Transcript, words: readonly string[]): Move {
  const view = viewOf<WarrantyView>(transcript, 'check_warranty');
  if (view !== undefined)
    return {
      say: view.items.map((item) => sayWarranty(item, view.orderId, transcript)).join('\n'),
      outcome: 'answered',
    };
  const fault = sayFault(transcript, 'check the warranty');
  if (fault !== undefined) return fault;
  const last = callsOf(transcript, 'check_warranty').at(-1);
  if (last !== undefined && 'item' in last.args)
    return call('check_warranty', { order_id: last.args['order_id'] });
  return {
    say: sayAll([
      `I do not find that order on your account${words.length > 0 ? ' with this product' : ''}.`,
      `${WHICH_WARRANTY} The number looks like SB-123456.`,
    ]),
    outcome: 'needs-info',
  };
}

function sayWarranty(
  item: WarrantyView['items'][number],
  orderId: string,
  { now, locale }: Transcript,
): string {
  const what = `${item.name} (order ${orderId})`;
  switch (item.state) {
    case 'covered':
      return `${what} is under warranty until ${sayDate(item.until ?? now, now, locale)}${sayDaysLeft(item.daysLeft)}.`;
    case 'expired':
      return `The warranty of ${what} ended on ${sayDate(item.until ?? now, now, locale)}; it was ${item.warrantyMonths} months from delivery.`;
    default:
      return `${what}: ${item.reason ?? 'there is no warranty on it.'}`;
  }
}

function sayDaysLeft(days: number | null): string {
  return days === null || days > 60 ? '' : `, that is ${sayCount(days, 'more day')}`;
}
