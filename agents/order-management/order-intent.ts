import type { RankedIntent, Transcript } from '../../models/local/playbook.js';
import { findAddress, findAddressLabel } from '../playbook/addresses.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply } from '../playbook/references.js';
import { tellingWords, wordsOf } from '../playbook/words.js';
import { findMethodWords } from './change-words.js';
import type { OrderIntent } from './order-intents.js';
import { ORDER_WORDS } from './order-words.js';
import { findPlainIntent } from './plain-intent.js';
import { openSlot, type SLOT_QUESTIONS } from './slot-questions.js';

/** The question that asks for the order when it is not clear; by it the next turn knows what the answer is for. */
export const QUESTIONS = {
  'order-details': 'Which order would you like to look at?',
  'track-order': 'Which order shall I track?',
  'cancel-order': 'Which order do you want to cancel?',
  'change-address': 'Which order should go to another address?',
  'change-payment': 'Which order do you want to pay differently?',
  'change-items': 'Which order do you want to change?',
  'return-item': 'Which order do you want to return something from?',
  'exchange-item': 'Which order do you want to exchange something from?',
  'report-problem': 'Which order is it about?',
  'refund-status': 'Which refund do you mean?',
  'order-stock': 'Which order is the item from?',
} as const satisfies Partial<Record<OrderIntent, string>>;

/** Words by which our own replies show what they were about, most telling first. */
const TOPICS: readonly (readonly [OrderIntent, RegExp])[] = [
  ['track-order', /tracking number|not been handed to a carrier/],
  ['cancel-order', /\bcan(?:not| still) be cancelled\b/],
  ['change-address', /\bgo to another address\b/],
  ['change-payment', /\bbe paid differently\b/],
  ['change-items', /\bcan(?:not| still) be changed\b/],
  ['exchange-item', /\bcan(?:not)? be exchanged\b/],
  ['return-item', /\bcan(?:not)? be returned\b/],
  ['refund-status', /\brefund (?:of|for)\b/],
  ['order-stock', /\bin stock\b/],
];

/** Below this the classifier's first choice is not trusted against what the conversation suggests. */
const SURE = 0.75;
const LONG_ENOUGH = 7;

/** What the request is about: an answer to our own question, a bare "and that one?", or what the classifier says. */
export function decideOrderIntent(transcript: Transcript, ranked: readonly RankedIntent[]): OrderIntent {
  const [top] = ranked;
  const said = isOrderIntent(top?.intent) ? top.intent : 'out-of-scope';
  const sure = (top?.score ?? 0) >= SURE;
  const bare = isBareReference(transcript.request);
  const clear = bare ? undefined : findPlainIntent(transcript.request);
  const slot = openSlot(transcript)?.intent;
  if (slot !== undefined) {
    if (answersSlot(slot, transcript.request) || (clear === undefined && (bare || !sure))) return slot;
  }
  const asked = askedFor(transcript);
  if (asked !== undefined && clear === undefined) {
    const short = wordsOf(transcript.request).length < LONG_ENOUGH;
    if (bare || (short && !(sure && said !== 'out-of-scope'))) return asked;
  }
  if (clear !== undefined) return clear;
  if (bare) return topicOf(transcript) ?? 'order-details';
  if (isContinuation(transcript.request)) return topicOf(transcript) ?? said;
  if (said === 'out-of-scope' && findOrderNumbers(transcript.request).length > 0) return 'order-details';
  return said;
}

function answersSlot(slot: keyof typeof SLOT_QUESTIONS, request: string): boolean {
  switch (slot) {
    case 'change-address':
      return findAddress(request) !== undefined || findAddressLabel(request) !== undefined;
    case 'change-payment':
      return findMethodWords(request) !== undefined;
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
  const reply = lastReply(transcript);
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
  ...['list-orders', 'shop-rules', 'complaint', 'person', 'small-talk', 'out-of-scope'],
]);

function isOrderIntent(name: string | undefined): name is OrderIntent {
  return name !== undefined && INTENTS.has(name);
}
