import type { Transcript } from '../../models/local/playbook.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import { isCorrection } from '../playbook/corrections.js';
import { correctsOffer, leavesOfferStanding } from '../playbook/offer-in-hand.js';
import { asksToConfirm } from '../playbook/say-proposed.js';
import { namedLines, namesLines } from './named-lines.js';
import { QUESTIONS, SLOT_QUESTIONS } from './slot-questions.js';

const ASKED: readonly string[] = [...Object.values(QUESTIONS), ...Object.values(SLOT_QUESTIONS)];

/** Whether a message of ours waits for a detail. */
function asks(reply: string): boolean {
  return ASKED.some((question) => reply.includes(question));
}

/**
 * What the customer said of the matter in hand, newest first: the request, and what our questions came after. A
 * correction of an offer is heard together with what the offer came from, and that with what it corrected itself;
 * questions about an offer, which change nothing of it, are passed over.
 */
export function heardTexts(transcript: Transcript): string[] {
  const { window, request } = transcript;
  const texts = [request];
  let corrects = correctsOffer(transcript);
  for (let at = window.length - 1; at > 0; at -= 2) {
    const [said, reply] = [window[at - 1], window[at]];
    if (reply === undefined || reply.role === 'customer' || said?.role !== 'customer') break;
    if (corrects && leavesOfferStanding(reply.text)) continue;
    if (!asks(reply.text) && !(corrects && asksToConfirm(reply.text))) break;
    texts.push(said.text);
    corrects = isCorrection(said.text);
  }
  return texts;
}

const POINTS = /\b(?:it|them|those|these|that|this|they)\b/i;

/**
 * The lines of an order that the newest message names that names some; where none does and the request points ("let us
 * return them"), those that were spoken of last; else all of them.
 */
export function heardLines(order: OrderView, transcript: Transcript): OrderLineView[] {
  const { request, window } = transcript;
  const before = POINTS.test(request) ? window.slice(-2).map(({ text }) => text) : [];
  return namedLines(
    order,
    [...heardTexts(transcript), ...before].find((text) => namesLines(order, text)) ?? '',
  );
}

/** The newest that a reader of slots finds in what was heard; undefined when it finds nothing anywhere. */
export function readHeard<Slot>(
  transcript: Transcript,
  read: (text: string) => Slot | undefined,
): Slot | undefined {
  for (const text of heardTexts(transcript)) {
    const found = read(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
