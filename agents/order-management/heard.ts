import type { Transcript } from '../../models/local/playbook.js';
import { isCorrection } from '../playbook/corrections.js';
import { lastReply } from '../playbook/references.js';
import { asksToConfirm } from '../playbook/say-proposed.js';
import { QUESTIONS, SLOT_QUESTIONS } from './slot-questions.js';

const ASKED: readonly string[] = [...Object.values(QUESTIONS), ...Object.values(SLOT_QUESTIONS)];

/** Whether a message of ours waits for a detail. */
function asks(reply: string): boolean {
  return ASKED.some((question) => reply.includes(question));
}

/**
 * What the customer said of the matter in hand, newest first: the request, and what our questions came after. A
 * correction of an offer is heard together with what the offer came from.
 */
export function heardTexts(transcript: Transcript): string[] {
  const { window, request } = transcript;
  const texts = [request];
  const corrects = isCorrection(request) && asksToConfirm(lastReply(transcript));
  for (let at = window.length - 1; at > 0; at -= 2) {
    const [said, reply] = [window[at - 1], window[at]];
    const goesOn = asks(reply?.text ?? '') || (at === window.length - 1 && corrects);
    if (reply?.role === 'customer' || said?.role !== 'customer' || !goesOn) break;
    texts.push(said.text);
  }
  return texts;
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
