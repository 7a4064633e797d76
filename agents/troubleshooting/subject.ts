import type { Transcript } from '../../models/local/playbook.js';
import { lastReply } from '../playbook/references.js';
import { countAlike, tellingWords } from '../playbook/words.js';

const OWNED = /\bmy ((?:[\p{L}\p{N}-]+\s?){1,2})/giu;
const POINTS = /\b(?:it|its|it's|that|this|they|them|their|these|those|still|again|there)\b/i;
const QUESTION =
  /^\W*(?:(?:and|so|ok|okay|also|by the way|one more thing)\W+)*(?:where|when|who|how|which|can i|may i|could i|do you|does|is there|are there)\b/i;

/** What a request calls the customer's own ("my hoverboard") in telling words; empty when it calls nothing so. */
export function ownedThings(request: string): string[] {
  return [...request.matchAll(OWNED)].flatMap(([, words = '']) => tellingWords(words).slice(0, 1));
}

/** Whether a request is about something else than the last message: a thing of their own, or a question, that it does not mention. */
export function leavesSubject(transcript: Transcript): boolean {
  const { request } = transcript;
  const reply = lastReply(transcript);
  const isNew = (words: readonly string[]) => words.length > 0 && countAlike(words, reply) === 0;
  return (
    isNew(ownedThings(request)) ||
    (QUESTION.test(request) && !POINTS.test(request) && tellingWords(request).length > 0)
  );
}
