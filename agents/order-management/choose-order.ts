import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderListView } from '../../tools/orders/list-orders.js';
import type { OrderSummary } from '../../tools/orders/order-view.js';
import { viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { correctsOffer, offerInHand } from '../playbook/offer-in-hand.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { isProductNoun } from '../playbook/product-nouns.js';
import { findReferences } from '../playbook/references.js';
import { sayAll, sayNumbered } from '../playbook/say.js';
import { findTimeRange } from '../playbook/time-range.js';
import { countAlike, tellingWords } from '../playbook/words.js';
import { NOT_PRODUCTS } from './order-words.js';
import { sayOrderLine } from './say-order-line.js';
import { openSlot } from './slot-questions.js';

/** What a request needs an order for. */
export interface OrderNeed {
  /** Completes "To …, please sign in". */
  purpose: string;
  question: string;
  /** Whether an order comes into question at all; the others are only taken when they are pointed at. */
  fits(order: OrderSummary): boolean;
  /** Statuses that come nearest where a named order does not fit. */
  near?: readonly OrderSummary['status'][];
  /** Whether it is about a thing that may have been spoken of before ("I would rather have my money back"). */
  ofThing?: boolean;
  /** Said when no order comes into question; the recent orders follow. */
  noneFits: string;
}

/** The orders that are meant, or the move that finds out. */
export type OrderChoice = { orderIds: string[] } | { move: Move };

const MOST_AT_ONCE = 3;
const MOST_LISTED = 5;

/** Finds out which order a request is about: by number, by what was listed before, by product words, time and need. */
export function chooseOrder(transcript: Transcript, need: OrderNeed): OrderChoice {
  const numbers = findOrderNumbers(transcript.request);
  if (numbers.length > 0) return { orderIds: numbers.slice(0, MOST_AT_ONCE) };
  const isLatest = asksForLatest(transcript.request);
  const inHand = openSlot(transcript)?.orderId ?? correctedOrder(transcript);
  const asked = transcript.facts.filter((fact) => fact.kind === 'order' && fact.id === inHand);
  const pointed = isLatest ? [] : asked.length > 0 ? asked : findReferences(transcript, 'order');
  const words = thingWords(transcript, need);
  // "Return it anyway" still points; "return it, the kettle" names another product than what was spoken of.
  const namesAnother =
    asked.length === 0 &&
    words.some(isProductNoun) &&
    pointed.every((fact) => countAlike(words, fact.label) === 0);
  if (pointed.length > 0 && !namesAnother) {
    return { orderIds: pointed.slice(0, MOST_AT_ONCE).map((fact) => fact.id) };
  }
  const lists = viewsOf<OrderListView>(transcript, 'list_orders');
  if (lists.length === 0) {
    return { move: sayFault(transcript, need.purpose) ?? findOrdersMove(words) };
  }
  return chooseFrom(transcript, need, {
    recent: lists.find(({ args }) => args['product_query'] === undefined)?.view.orders ?? [],
    matching: lists.find(({ args }) => args['product_query'] !== undefined)?.view.orders ?? [],
    words,
    isLatest,
  });
}

/** The order of the offer that a request corrects. */
function correctedOrder(transcript: Transcript): string | undefined {
  if (!correctsOffer(transcript) || findOrdinals(transcript.request).length > 0) return undefined;
  return findOrderNumbers(offerInHand(transcript) ?? '')[0];
}

const LOOKS_BACK_MESSAGES = 6;

/** The product words of a request; where it names no thing and must mean one, those of the thing that was spoken of last. */
function thingWords({ request, window }: Transcript, { ofThing }: OrderNeed): string[] {
  const words = productWords(request);
  if (ofThing !== true || words.length > 0) return words;
  const before = window.slice(-LOOKS_BACK_MESSAGES).filter(({ role }) => role === 'customer');
  const said = before.toReversed().map(({ text }) => productWords(text).filter(isProductNoun));
  return said.find((nouns) => nouns.length > 0) ?? [];
}

/** The words of a request that may name a product. */
export function productWords(request: string): string[] {
  return tellingWords(request.replaceAll(/\bsb[\s_-]*\d{6}\b/gi, ' '), NOT_PRODUCTS).slice(0, 6);
}

function asksForLatest(request: string): boolean {
  return /\b(?:last|latest|newest|most recent|recent)\b.{0,20}\b(?:order|purchase|parcel|package|delivery|one|thing)\b/i.test(
    request,
  );
}

function findOrdersMove(words: readonly string[]): Move {
  const matching =
    words.length === 0 ? [] : [{ tool: 'list_orders', args: { product_query: words.join(' ') } }];
  return { calls: [{ tool: 'list_orders', args: {} }, ...matching] };
}

interface Found {
  recent: readonly OrderSummary[];
  matching: readonly OrderSummary[];
  words: readonly string[];
  isLatest: boolean;
}

function chooseFrom(transcript: Transcript, need: OrderNeed, found: Found): OrderChoice {
  const { recent, words } = found;
  const [newest] = recent;
  if (newest === undefined) {
    return { move: { say: 'I do not see any orders on your account yet.', outcome: 'answered' } };
  }
  const alike =
    found.matching.length > 0 ? found.matching : recent.filter((order) => names(order, words) > 0);
  const named = words.length > 0 && alike.length > 0;
  const range = findTimeRange(transcript.request, transcript.now);
  const inTime = (order: OrderSummary) =>
    range === undefined || (new Date(order.placedAt) >= range.from && new Date(order.placedAt) < range.to);
  const pool = named ? alike : recent;
  const timely = pool.some(inTime) ? pool.filter(inTime) : pool;
  const candidates = timely.some(need.fits)
    ? timely.filter(need.fits)
    : named || found.isLatest
      ? nearest(timely, need)
      : [];
  const [first, ...others] = candidates;
  if (first === undefined) return { move: sayNoneFits(transcript, need, recent) };
  if (others.length === 0 || found.isLatest)
    return { orderIds: [found.isLatest && !named ? newest.id : first.id] };
  return { move: askWhich(transcript, need, candidates) };
}

/** Of orders that do not fit, those that come nearest: what is under way where one is wanted that is not packed yet. */
function nearest(orders: readonly OrderSummary[], need: OrderNeed): readonly OrderSummary[] {
  const near = orders.filter(({ status }) => need.near?.includes(status));
  return near.length > 0 ? near : orders;
}

function names(order: OrderSummary, words: readonly string[]): number {
  return countAlike(words, order.lines.map((line) => line.name).join(' '));
}

function askWhich(transcript: Transcript, need: OrderNeed, orders: readonly OrderSummary[]): Move {
  const listed = orders.slice(0, MOST_LISTED);
  const lines = sayNumbered(listed.map((order) => sayOrderLine(order, transcript)));
  return { say: `${need.question} These come into question:\n\n${lines}`, outcome: 'needs-info' };
}

function sayNoneFits(transcript: Transcript, need: OrderNeed, recent: readonly OrderSummary[]): Move {
  const lines = sayNumbered(recent.slice(0, 3).map((order) => sayOrderLine(order, transcript)));
  return {
    say: sayAll([need.noneFits, `Your most recent orders are:\n\n${lines}`, need.question], '\n\n'),
    outcome: 'needs-info',
  };
}
