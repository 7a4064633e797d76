import type { RankedIntent, Transcript } from '../../models/local/playbook.js';
import { findAddress, findAddressLabel } from '../playbook/addresses.js';
import { isYes } from '../playbook/answers.js';
import { correctsOffer, offerInHand } from '../playbook/offer-in-hand.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply } from '../playbook/references.js';
import { tellingWords, wordsOf } from '../playbook/words.js';
import { findAmountCents, findMethodWords, findRefundWords } from './change-words.js';
import type { OrderIntent } from './order-intents.js';
import { ORDER_WORDS } from './order-words.js';
import { findPlainIntent } from './plain-intent.js';
import { openSlot, QUESTIONS, type SLOT_QUESTIONS } from './slot-questions.js';

/** Words by which our own replies show what they were about, most telling first. */
const TOPICS: readonly (readonly [OrderIntent, RegExp])[] = [
  ['return-item', /^Return from order/m],
  ['cancel-order', /^Cancel order/m],
  ['change-address', /^Send order .* to another address$/m],
  ['change-payment', /^Pay order .* with /m],
  ['track-order', /tracking number|not been handed to a carrier/],
  ['cancel-order', /\bcan(?:not| still) be cancelled\b/],
  ['exchange-item', /^Exchange items of order/m],
  ['change-items', /^Change items of order/m],
  ['change-address', /\bgo to another address\b/],
  ['change-payment', /\bbe paid differently\b/],
  ['change-items', /\bcan(?:not| still) be changed\b/],
  ['exchange-item', /\bcan(?:not)? be exchanged\b/],
  ['return-item', /\bcan(?:not)? be returned\b/],
  ['refund-status', /\brefund (?:of|for)\b/],
  ['report-problem', /^Report /m],
  ['complaint', /^Credit of /m],
  ['order-stock', /\bin stock\b/],
];

/** Below this the classifier's first choice is not trusted against what the conversation suggests. */
const SURE = 0.75;
const LONG_ENOUGH = 7;
/** Below this, words that speak of no order at all are not understood. */
const LIKELY = 0.5;

/** What the request is about: an answer to our own question, a bare "and that one?", or what the classifier says. */
export function decideOrderIntent(transcript: Transcript, ranked: readonly RankedIntent[]): OrderIntent {
  const [top] = ranked.filter(({ intent }) => isSpokenOf(intent, transcript.request));
  const said = isOrderIntent(top?.intent) ? top.intent : 'out-of-scope';
  const sure = (top?.score ?? 0) >= SURE;
  const clear = clearIntent(transcript.request);
  const isNamed = findOrderNumbers(transcript.request).length > 0;
  const bare = clear === undefined && isBareReference(transcript.request);
  const corrected = correctedIntent(transcript);
  if (corrected !== undefined) return corrected;
  const slot = openSlot(transcript)?.intent;
  if (slot !== undefined) {
    if (
      answersSlot(slot, transcript.request) ||
      (clear === undefined && (bare || !sure || isYes(transcript.request)))
    )
      return slot === 'return-money' ? 'return-item' : slot;
  }
  const asked = askedFor(transcript);
  if (asked !== undefined && clear === undefined) {
    const short = wordsOf(transcript.request).length < LONG_ENOUGH;
    if (bare || (short && !(sure && said !== 'out-of-scope'))) return asked;
  }
  if (clear !== undefined) return clear;
  if (bare) return topicOf(transcript) ?? 'order-details';
  if (isContinuation(transcript.request)) return topicOf(transcript) ?? said;
  if (!isNamed && (top?.score ?? 0) < LIKELY && !ORDER_WORDS.test(transcript.request)) return 'small-talk';
  if (said === 'out-of-scope' && findOrderNumbers(transcript.request).length > 0) return 'order-details';
  return said;
}

/** What the words leave no doubt of; a list of orders is not meant by who names one. */
function clearIntent(request: string): OrderIntent | undefined {
  const clear = findPlainIntent(request);
  return clear === 'list-orders' && findOrderNumbers(request).length > 0 ? 'order-details' : clear;
}

/** A classifier's guess at a change counts only where the words speak of what would change. */
function isSpokenOf(intent: string, request: string): boolean {
  const evidence = EVIDENCE[intent];
  return evidence === undefined || evidence.test(request);
}

const EVIDENCE: Readonly<Record<string, RegExp>> = {
  'change-address':
    /\b(?:address|street|zip|postcode|deliver\w*|send|sent|ship\w*|redirect|reroute|mov(?:e|ed|ing)|elsewhere|office|work|home|place|flat|neighbou?r\w*)\b/i,
  'change-payment': /\b(?:pay\w*|paid|card|paypal|visa|mastercard|amex|voucher|charge\w*|method)\b/i,
  'change-items':
    /\b(?:chang\w*|modif\w*|edit|alter|amend|updat\w*|make|add|drop|leave|remov\w*|replac\w*|instead|rather|swap|switch|wrong|colou?r|size|version|variant|bigger|smaller)\b/i,
  'exchange-item':
    /\b(?:exchang\w*|swap\w*|trade|switch|replac\w*|instead|rather|prefer|another|other|different|colou?r|size|version|variant|bigger|smaller|fit)\b/i,
  'cancel-order':
    /\b(?:cancel\w*|annul|scrap|void|drop|rid|without|stop|abort|call|undo|revoke|withdraw|need|want|mistake|accident\w*|regret|mind)\b/i,
};

/** What words of other matters mean within one that they are a detail of: where the money of a return goes, which variant comes. */
const DETAILS: Partial<Record<OrderIntent, readonly OrderIntent[]>> = {
  'return-item': ['change-payment', 'refund-status', 'order-details', 'complaint'],
  'exchange-item': ['change-items', 'return-item'],
  'change-items': ['exchange-item'],
  'report-problem': ['exchange-item', 'return-item', 'refund-status'],
};

/** After an offer, "no, the blue one" goes on with what was offered. */
function correctedIntent(transcript: Transcript): OrderIntent | undefined {
  if (!correctsOffer(transcript)) return undefined;
  const offered = topicIn(offerInHand(transcript) ?? '');
  const clear = clearIntent(transcript.request);
  const isDetail = offered !== undefined && clear !== undefined && DETAILS[offered]?.includes(clear) === true;
  return isDetail ? offered : (clear ?? offered);
}

function answersSlot(slot: keyof typeof SLOT_QUESTIONS, request: string): boolean {
  switch (slot) {
    case 'change-address':
      return findAddress(request) !== undefined || findAddressLabel(request) !== undefined;
    case 'change-payment':
      return findMethodWords(request) !== undefined;
    case 'return-money':
      return (findRefundWords(request) ?? findMethodWords(request)) !== undefined;
    case 'complaint':
      return findAmountCents(request) !== undefined || /^\W*\d+(?:\.\d{2})?\W*$/.test(request);
    case 'change-items':
    case 'return-item':
      return wordsOf(request).length < LONG_ENOUGH && !ORDER_WORDS.test(request);
  }
}

function askedFor(transcript: Transcript): OrderIntent | undefined {
  const reply = lastReply(transcript);
  const entry = Object.entries(QUESTIONS).find(([, question]) => reply.includes(question));
  return isOrderIntent(entry?.[0]) ? entry[0] : undefined;
}

function topicOf(transcript: Transcript): OrderIntent | undefined {
  return topicIn(lastReply(transcript));
}

function topicIn(reply: string): OrderIntent | undefined {
  return TOPICS.find(([, mark]) => mark.test(reply))?.[0];
}

/** A message that names or points at an order and says nothing else. */
function isBareReference(request: string): boolean {
  const points = findOrderNumbers(request).length > 0 || findOrdinals(request).length > 0;
  const withoutNumbers = request.replaceAll(/\bsb[\s_-]*\d{6}\b|#?\d{6}\b/gi, ' ');
  const telling = tellingWords(withoutNumbers, POINTING);
  return points && telling.length === 0 && !ORDER_WORDS.test(withoutNumbers);
}

/** "And the air fryer?", "what about the blender": the same question about something else. */
function isContinuation(request: string): boolean {
  const rest = /^\W*(?:and|then|ok then|what about|how about|same for|same with|also)\b(.*)$/is.exec(
    request,
  )?.[1];
  return rest !== undefined && wordsOf(rest).length <= 6 && !ORDER_WORDS.test(rest);
}

const POINTING = new Set(['order', 'orders', 'number', 'one', 'check', 'nr', 'no', 'sixth', 'option']);

const INTENTS: ReadonlySet<string> = new Set([
  ...Object.keys(QUESTIONS),
  ...['list-orders', 'shop-rules', 'person', 'small-talk', 'out-of-scope'],
]);

function isOrderIntent(name: string | undefined): name is OrderIntent {
  return name !== undefined && INTENTS.has(name);
}
