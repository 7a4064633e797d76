import type { Transcript } from '../../models/local/playbook.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply } from '../playbook/references.js';

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
  complaint: 'Which order went wrong?',
} as const;

/** What is asked when the order is clear and a detail is missing; by it the next turn knows what the answer is for. */
export const SLOT_QUESTIONS = {
  'change-address': 'Which address shall it go to instead?',
  'change-payment': 'How would you like to pay for it instead?',
  'change-items': 'Which one would you like instead?',
  'return-item': 'Which of them do you want to send back?',
  'return-money': 'Where shall the money of the return go?',
  complaint: 'What amount do you have in mind?',
} as const;

const SLOTS = [
  'change-address',
  'change-payment',
  'change-items',
  'return-item',
  'return-money',
  'complaint',
] as const;

/** The detail that the last message asked for, and the order that it is about. */
export function openSlot(
  transcript: Transcript,
): { intent: keyof typeof SLOT_QUESTIONS; orderId: string } | undefined {
  const reply = lastReply(transcript);
  const [orderId] = findOrderNumbers(reply);
  for (const intent of SLOTS) {
    if (orderId !== undefined && reply.includes(SLOT_QUESTIONS[intent])) return { intent, orderId };
  }
  return undefined;
}

/** The lines of the last message's numbered list that a request points at, such as "the second one". */
export function pointedLines(transcript: Transcript): string[] {
  const lines = [...lastReply(transcript).matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
  return findOrdinals(transcript.request).flatMap((place) => lines.at(place > 0 ? place - 1 : place) ?? []);
}
