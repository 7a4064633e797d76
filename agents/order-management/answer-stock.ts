import type { Move, Transcript } from '../../models/local/playbook.js';
import type { AvailabilityView } from '../../tools/orders/check-availability.js';
import type { OrderView } from '../../tools/orders/order-view.js';
import { call, faultOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { wordsOf } from '../playbook/words.js';
import { namedLines } from './say-verdict.js';

const MOST_VARIANTS = 6;

/** The item ids (8 digits) that a request names; nobody needs to be signed in for their stock. */
export function findItemIds(request: string): string[] {
  return [...request.matchAll(/(?<!\d)\d{8}(?!\d)/g)].map(([id]) => id).slice(0, 10);
}

/** Which variants of the ordered products can be had now, and that ordering again is done in the shop. */
export function answerStockOf(order: OrderView, transcript: Transcript): Move {
  return answerStock(
    transcript,
    namedLines(order, transcript.request).map((line) => line.productId),
  );
}

/** The stock of items or products by id. */
export function answerStock(transcript: Transcript, ids: readonly string[]): Move {
  const stock = viewOf<AvailabilityView>(transcript, 'check_availability');
  if (faultOf(transcript, 'check_availability') === 'not-found') {
    return {
      say: 'I do not find that item in our catalog. Could you check its number?',
      outcome: 'needs-info',
    };
  }
  if (stock === undefined) {
    return (
      sayFault(transcript, 'check the stock') ??
      call('check_availability', { item_ids: [...new Set(ids)].slice(0, 10) })
    );
  }
  const words = wordsOf(transcript.request);
  const wanted = stock.items.filter((item) => wordsOf(item.options).some((word) => words.includes(word)));
  const available = (wanted.length > 0 ? wanted : stock.items).filter((item) => item.inStock);
  const names = [...new Set(stock.items.map((item) => item.name))].join(', ');
  if (available.length === 0)
    return { say: `${names}: nothing of it is in stock at the moment.`, outcome: 'answered' };
  const lines = available
    .slice(0, MOST_VARIANTS)
    .map(
      (item) =>
        `- ${item.name}${item.options === '' ? '' : ` (${item.options})`}: ${item.price.text}${item.quantity < 5 ? `, only ${item.quantity} left` : ''}`,
    );
  const more =
    available.length > MOST_VARIANTS ? ` and ${available.length - MOST_VARIANTS} more variants` : '';
  return {
    say: `In stock now${more}:\n${lines.join('\n')}\nYou can order it on its product page.`,
    outcome: 'answered',
  };
}
