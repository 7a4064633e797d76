import type { Transcript } from '../../models/local/playbook.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply } from '../playbook/references.js';

/** What is asked when the order is clear and a detail is missing; by it the next turn knows what the answer is for. */
export const SLOT_QUESTIONS = {
  'change-address': 'Which address shall it go to instead?',
  'change-payment': 'How would you like to pay for it instead?',
  'change-items': 'Which one would you like instead?',
  'return-item': 'Which of them do you want to send back?',
} as const;

/** The detail that the last message asked for, and the order that it is about. */
export function openSlot(
  transcript: Transcript,
): { intent: keyof typeof SLOT_QUESTIONS; orderId: string } | undefined {
  const reply = lastReply(transcript);
  const [orderId] = findOrderNumbers(reply);
  for (const intent of ['change-address', 'change-payment', 'change-items', 'return-item'] as const) {
    if (orderId !== undefined && reply.includes(SLOT_QUESTIONS[intent])) return { intent, orderId };
  }
  return undefined;
}

/** The lines of the last message's numbered list that a request points at, such as "the second one". */
export function pointedLines(transcript: Transcript): string[] {
  const lines = [...lastReply(transcript).matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
  return findOrdinals(transcript.request).flatMap((place) => lines.at(place > 0 ? place - 1 : place) ?? []);
}
