import type { TurnStateValue } from '../state.js';

/** An e-mail address, or a number of two digits and more: what a model may not make up and an agent would look for. */
const NAMED = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\p{L}|\d{2,}/gu;
const GROUPED = /\d[\d ()./-]*\d/g;

/**
 * A request as a language model worded it, unless it names numbers or addresses that were nowhere in the message and the
 * conversation: then the message as the customer wrote it.
 */
export function groundRequest(request: string, { message, memory }: GroundingState): string {
  const named = namesIn(request);
  if (named.length === 0) return request;
  const { window, facts, summary } = memory;
  const heard = [
    message,
    ...window.map(({ text }) => text),
    ...facts.flatMap(({ id, label }) => [id, label]),
  ];
  const known = new Set([...heard, summary].flatMap((text) => [...namesIn(text), ...groupsIn(text)]));
  return named.every((name) => known.has(name)) ? request : message;
}

/** What was said before and with a request. */
export type GroundingState = Pick<TurnStateValue, 'message'> & {
  memory: Pick<TurnStateValue['memory'], 'window' | 'facts' | 'summary'>;
};

function namesIn(text: string): string[] {
  return plain(text).match(NAMED) ?? [];
}

/** Numbers that are written in groups, such as 555 01 34. */
function groupsIn(text: string): string[] {
  return (plain(text).match(GROUPED) ?? []).map((group) => group.replace(/\D/g, ''));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
