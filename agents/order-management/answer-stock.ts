import type { Move, Transcript } from '../../models/local/playbook.js';
import type { AvailabilityView } from '../../tools/orders/check-availability.js';
import type { OrderView } from '../../tools/orders/order-view.js';
import { call, faultOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { sayAll, sayList } from '../playbook/say.js';
import { wordsOf } from '../playbook/words.js';
import { namedLines } from './named-lines.js';

const MOST_VARIANTS = 6;

/** The item ids (8 digits) that a request names; nobody needs to be signed in for their stock. */
export function findItemIds(request: string): string[] {
  return [...request.matchAll(/(?<!\d)\d{8}(?!\d)/g)].map(([id]) => id).slice(0, 10);
}

/** Which variants of the ordered products can be had now, and that ordering again is done in the shop. */
export function answerStockOf(order: OrderView, transcript: Transcript): Move {
  const lines = namedLines(order, transcript.request);
  const productIds = lines.map((line) => line.productId);
  return answerStock(
    transcript,
    productIds,
    lines.map((line) => line.itemId),
  );
}

/** The stock of items or products by id; items that were `ordered` come first. */
export function answerStock(
  transcript: Transcript,
  ids: readonly string[],
  ordered: readonly string[] = [],
): Move {
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
  const asked = wanted.length > 0 ? wanted : stock.items;
  return { say: sayStock(asked, ordered), outcome: 'answered' };
}

/** What was ordered itself comes first; of its other variants only those that can be had. */
function sayStock(items: readonly Item[], ordered: readonly string[]): string {
  const own = items.filter(({ itemId }) => ordered.includes(itemId));
  const available = items.filter((item) => item.inStock && !own.includes(item));
  const names = sayList([...new Set(items.map((item) => item.name))]);
  if (own.length === 0 && available.length === 0) return `${names}: nothing of it is in stock at the moment.`;
  const lines = available.slice(0, MOST_VARIANTS).map((item) => `- ${sayItem(item)}`);
  const more = available.length > MOST_VARIANTS ? `- and ${available.length - MOST_VARIANTS} more` : '';
  const others = own.length > 0 ? 'Other variants in stock:' : 'In stock now:';
  return sayAll(
    [
      ...own.map((item) =>
        item.inStock ? `${sayItem(item)} is in stock.` : `${nameOf(item)} is not in stock at the moment.`,
      ),
      lines.length > 0 && sayAll([others, ...lines, more], '\n'),
      'You can order it on its product page.',
    ],
    '\n\n',
  );
}

type Item = AvailabilityView['items'][number];

function nameOf({ name, options }: Item): string {
  return options === '' ? name : `${name} (${options})`;
}

function sayItem(item: Item): string {
  const few = item.quantity < 5 ? `, only ${item.quantity} left` : '';
  return `${nameOf(item)}, ${item.price.text}${few},`.replace(/,$/, '');
}
