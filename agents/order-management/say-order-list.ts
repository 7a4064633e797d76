import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderListView } from '../../tools/orders/list-orders.js';
import type { OrderSummary } from '../../tools/orders/order-view.js';
import { call, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { isProductNoun } from '../playbook/product-nouns.js';
import { lastReply } from '../playbook/references.js';
import { sayCount, sayNumbered } from '../playbook/say.js';
import { findTimeRange, type TimeRange } from '../playbook/time-range.js';
import { productWords } from './choose-order.js';
import { sayOrderLine } from './say-order-line.js';

const MOST_LISTED = 5;
const MOST_PAGES = 4;

/** Lists orders by time, status and product words, newest first; "more" goes on after those of the last message. */
export function listOrders(transcript: Transcript): Move {
  const filter = readFilter(transcript);
  const pages = viewsOf<OrderListView>(transcript, 'list_orders').map(({ view }) => view);
  const last = pages.at(-1);
  if (last === undefined) return sayFault(transcript, 'see your orders') ?? call('list_orders', filter.args);
  if (last.total === 0 && last.productQuery !== null && !filter.words.some(isProductNoun)) {
    const { product_query: _, ...rest } = filter.args;
    return call('list_orders', rest);
  }
  const orders = pages.flatMap((page) => page.orders).filter((order) => fits(order, filter));
  const rest = filter.wantsMore ? afterListed(orders, lastReply(transcript)) : orders;
  const listed = rest.slice(0, filter.most);
  if (listed.length === 0 && last.nextCursor !== null && pages.length < MOST_PAGES) {
    return call('list_orders', { ...filter.args, cursor: last.nextCursor });
  }
  return { say: sayListed(listed, filter, last, transcript), outcome: 'answered' };
}

interface Filter {
  args: Record<string, unknown>;
  range: TimeRange | undefined;
  words: readonly string[];
  wantsMore: boolean;
  most: number;
  said: string;
}

const STATUSES: readonly (readonly [RegExp, string, string])[] = [
  [
    /\b(?:open|pending|not (?:yet )?delivered|still (?:on order|due|to come|coming|missing|expected|waiting)|due to (?:come|arrive)|under ?way|outstanding|unshipped|(?:not|n't|nt) (?:yet |been )*(?:received|arrived?|come|got|get)|yet to (?:come|arrive)|waiting for)\b/,
    'open',
    'open ',
  ],
  [/\bcancell?ed\b/, 'cancelled', 'cancelled '],
  [/\bdelivered\b/, 'delivered', 'delivered '],
  [/\bshipped|on (?:its|the|their) way\b/, 'shipped', 'shipped '],
];

function readFilter({ request, now }: Transcript): Filter {
  const plain = request.toLowerCase();
  const status = STATUSES.find(([pattern]) => pattern.test(plain));
  const range = findTimeRange(request, now);
  const words = productWords(request);
  const most =
    /\b(?:last|latest|newest|most recent)\b.{0,12}\b(?:order|purchase|thing|one|bought|ordered)\b/.test(plain)
      ? 1
      : MOST_LISTED;
  const since = range === undefined ? {} : { since: range.from.toISOString().slice(0, 10) };
  return {
    args: {
      ...(status === undefined ? {} : { status: status[1] }),
      ...since,
      ...(words.length === 0 ? {} : { product_query: words.join(' ') }),
    },
    range,
    words,
    wantsMore: /\b(?:more|older|earlier|next|further|rest|other orders)\b/.test(plain),
    most,
    said: `${status?.[2] ?? ''}orders${range === undefined ? '' : ` ${range.said}`}`,
  };
}

function fits(order: OrderSummary, { range }: Filter): boolean {
  return range === undefined || new Date(order.placedAt) < range.to;
}

function afterListed(orders: readonly OrderSummary[], reply: string): readonly OrderSummary[] {
  const lastListed = orders.findLastIndex((order) => reply.includes(order.id));
  return orders.slice(lastListed + 1);
}

function sayListed(
  listed: readonly OrderSummary[],
  filter: Filter,
  page: OrderListView,
  transcript: Transcript,
): string {
  const [first, ...others] = listed;
  const about = page.productQuery === null ? '' : ` with "${page.productQuery}"`;
  if (first === undefined) {
    return filter.wantsMore
      ? `There are no further ${filter.said}.`
      : `I find no ${filter.said}${about} on your account.`;
  }
  const lines = listed.map((order) => sayOrderLine(order, transcript));
  if (others.length === 0)
    return `${filter.most === 1 ? 'Your latest order is' : `I find one order${sayFilter(filter)}${about}:`} ${lines[0]}.`;
  const more =
    page.total > listed.length && filter.range === undefined && !filter.wantsMore
      ? ` of ${sayCount(page.total, 'order')}, newest first`
      : '';
  return `Here are ${listed.length}${more === '' ? ` ${filter.said}${about}` : more}:\n\n${sayNumbered(lines)}`;
}

/** "open orders in April" as what one order is: " in April that is open". */
function sayFilter({ said }: Filter): string {
  const [kind = '', rest = ''] = said.split('orders');
  return `${rest}${kind === '' ? '' : ` that is ${kind.trim()}`}`;
}
