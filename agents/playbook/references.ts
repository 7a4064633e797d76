import type { Transcript } from '../../models/local/playbook.js';
import { findOrdinals } from './ordinals.js';
import { countAlike, namingWords } from './words.js';

/** Something found earlier in the session that a request can point at. */
export type Fact = Transcript['facts'][number];

/** The last message of the shop in the window; empty when there is none. */
export function lastReply(transcript: Pick<Transcript, 'window'>): string {
  return transcript.window.findLast((message) => message.role !== 'customer')?.text ?? '';
}

/** What the customer said before this request; empty when there is nothing. */
export function lastRequest(transcript: Transcript): string {
  return transcript.window.findLast((message) => message.role === 'customer')?.text ?? '';
}

/** The facts of a kind that the shop's last message named, in its order: what "the second one" counts through. */
export function listedFacts(transcript: Transcript, kind: string): Fact[] {
  return factsIn(transcript, kind, lastReply(transcript));
}

/** The facts that the latest message with a list of at least `size` named; the last message may have spoken of one only. */
function lastListOf(transcript: Transcript, kind: string, size: number): Fact[] {
  return listsOf(transcript, kind).find((list) => list.length >= size) ?? [];
}

/** What each message of the shop in the window named of a kind, the latest message first. */
export function listsOf(transcript: Transcript, kind: string): Fact[][] {
  return transcript.window
    .filter((message) => message.role !== 'customer')
    .map((message) => factsIn(transcript, kind, message.text))
    .reverse();
}

/** By numbered lines where there are some, each the thing that it names first; otherwise by place in the text. */
function factsIn(transcript: Transcript, kind: string, text: string): Fact[] {
  const facts = transcript.facts.filter((fact) => fact.kind === kind);
  const lines = [...text.matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
  const listed = lines.flatMap((line) => byPlace(facts, line).slice(0, 1));
  return listed.length > 0 ? listed : byPlace(facts, text);
}

function byPlace(facts: readonly Fact[], text: string): Fact[] {
  const plain = text.toLowerCase();
  const placed = facts
    .map((fact) => ({ fact, at: placeOf(fact, plain) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at || right.fact.label.length - left.fact.label.length)
    .map(({ fact }) => fact);
  return [...new Map(placed.map((fact) => [fact.id, fact])).values()];
}

function placeOf({ id, label }: Fact, reply: string): number {
  const places = [id, label].map((name) => reply.indexOf(name.toLowerCase())).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** A thing or a matter that is taken for known stands for the order that it belongs to. */
const OWN_MATTER =
  /\b(?:the|this|that|my|our) (?:order|parcel|package|shipment|return|refund|exchange|cancellation|replacement|change|case|report|delivery)\b(?! (?:rules?|polic|costs?|fees?|conditions))/i;
const POINTS =
  /\b(?:it|its|the others?|the rest|that|this|these|those|them|the same|that one|this one|the one|my one)\b/i;

/**
 * The facts that a request points at: by place in the last list ("the second one"), by words of their label, or, with
 * "it", "that one" and the like, what the last message was about. `ignored` words never name anything. Empty when it
 * points at nothing known.
 */
export function findReferences(
  transcript: Transcript,
  kind: string,
  ignored: ReadonlySet<string> = new Set(),
): Fact[] {
  const listed = listedFacts(transcript, kind);
  const places = findOrdinals(transcript.request);
  const list = lastListOf(transcript, kind, Math.max(2, ...places));
  const chosen = places.flatMap((place) => list.at(place > 0 ? place - 1 : place) ?? []);
  if (chosen.length > 0) return chosen;
  const words = namingWords(transcript.request, ignored);
  const byWords = bestByWords(listed, words);
  if (byWords.length === 1) return byWords;
  const [only, ...others] = listed;
  if (words.length === 0 && ignored.size > 0 && only !== undefined && others.length === 0) return [only];
  const points = POINTS.test(transcript.request) || (kind === 'order' && OWN_MATTER.test(transcript.request));
  if (!points) return [];
  if (only !== undefined && others.length === 0) return [only];
  const latest = transcript.facts.findLast((fact) => fact.kind === kind);
  const isKnown = listed.length === 0 && latest !== undefined && POINTS.test(transcript.request);
  return isKnown ? [latest] : [];
}

/** The facts whose label shares the most words; empty when none shares any. */
export function bestByWords(facts: readonly Fact[], words: readonly string[]): Fact[] {
  const scored = facts.map((fact) => ({ fact, score: countAlike(words, fact.label) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ fact }) => fact);
}
