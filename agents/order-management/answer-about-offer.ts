import type { Move, Transcript } from '../../models/local/playbook.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import {
  asksAboutOffer,
  asksIfSettled,
  offerInHand,
  sayStanding,
  titleOfOffer,
} from '../playbook/offer-in-hand.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { isProductNoun } from '../playbook/product-nouns.js';
import { countAlike } from '../playbook/words.js';
import { answerRules } from './answer-rules.js';
import { productWords } from './choose-order.js';
import { findPlainIntent } from './plain-intent.js';

/** What is asked of an order as such and not of the offer for it. */
const ELSEWHERE = ['list-orders', 'order-stock', 'report-problem', 'complaint', 'track-order'];

/** A question about what was just offered is answered, and the offer stays as it is; undefined for anything else. */
export function answerAboutOffer(transcript: Transcript): Move | undefined {
  const offer = offerInHand(transcript);
  if (offer === undefined || !asksAboutOffer(transcript) || !isAbout(offer, transcript.request))
    return undefined;
  const title = titleOfOffer(offer);
  const stands = sayStanding(title);
  if (asksIfSettled(transcript.request)) return { say: `Not yet: ${stands}`, outcome: 'answered' };
  if (MONEY_OR_PLACE.test(transcript.request))
    return { say: `${restate(offer)}\n\n${stands}`, outcome: 'answered' };
  const until = UNTIL_WHEN.test(transcript.request)
    ? /[^.\n]*\buntil\b[^.\n]*\./.exec(offer)?.[0]
    : undefined;
  if (until !== undefined) return { say: `${until.trim()}\n\n${stands}`, outcome: 'answered' };
  const matter = MATTERS.find(([mark]) => mark.test(title))?.[1] ?? '';
  const rule = answerRules({ ...transcript, request: `${matter}: ${transcript.request}` });
  if (rule === undefined)
    return {
      say: `I find nothing in our policies that answers exactly that, and I do not want to guess. ${stands} ${PERSON_OFFER} who knows?`,
      outcome: 'needs-info',
    };
  return 'say' in rule ? { say: `${rule.say}\n\n${stands}`, outcome: 'answered' } : rule;
}

/** What an offer is about, as the documents call it. */
const MATTERS: readonly (readonly [RegExp, string])[] = [
  [/^Return/, 'return'],
  [/^Exchange/, 'exchange'],
  [/^Cancel/, 'cancel an order'],
  [/^Pay/, 'payment'],
  [/^(?:Send|Change)/, 'change an order'],
];

/** A question for the time that is left, which the offer itself says. */
const UNTIL_WHEN =
  /^(?!.*\b(?:refund\w*|money|paid|credited|arrives?)\b).*\b(?:how long|how many (?:days|weeks)|until when|till when|by when|deadline|days?|weeks?|month|enough|in time|too late|last day)\b/i;

/** What the offer itself says: what goes where, and what it costs. */
const MONEY_OR_PLACE =
  /\bhow much\b|\bwhat (?:exactly|precisely|sum|amount|would|will) |\bwhich (?:card|items?|address|one|account)\b|\bwhere (?:to|does|do|will|would|is)\b.{0,20}\b(?:money|refund|go|it|sent)\b|\bto which\b|\bwhat (?:do|did) (?:you|i)\b/i;

function isAbout(offer: string, request: string): boolean {
  const orders = findOrderNumbers(request);
  const plain = findPlainIntent(request);
  const others = productWords(request).filter(
    (word) => isProductNoun(word) && countAlike([word], offer) === 0,
  );
  return (
    orders.every((order) => offer.includes(order)) &&
    others.length === 0 &&
    (plain === undefined || !ELSEWHERE.includes(plain))
  );
}

/** The title and the lines of an offer, as they were shown. */
function restate(offer: string): string {
  const lines = [...offer.matchAll(/^- .+$/gm)].map(([line]) => line);
  return `This is all that I prepared:\n\n${titleOfOffer(offer)}\n${lines.join('\n')}`;
}
