import type { Transcript } from '../../models/local/playbook.js';
import { findOrdinals } from './ordinals.js';
import { countAlike, tellingWords } from './words.js';

/** Something found earlier in the session that a request can point at. */
export type Fact = Transcript['facts'][number];

/** The last message of the shop in the window; empty when there is none. */
export function lastReply(transcript: Transcript): string {
  return transcript.window.findLast((message) => message.role !== 'customer')?.text ?? '';
}

/** What the customer said before this request; empty when there is nothing. */
export function lastRequest(transcript: Transcript): string {
  return transcript.window.findLast((message) => message.role === 'customer')?.text ?? '';
}

/** The facts of a kind that the shop's last message named, in its order: what "the second one" counts through. */
export function listedFacts(transcript: Transcript, kind: string): Fact[] {
  const reply = lastReply(transcript).toLowerCase();
  const placed = transcript.facts
    .filter((fact) => fact.kind === kind)
    .map((fact) => ({ fact, at: placeOf(fact, reply) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at)
    .map(({ fact }) => fact);
  return [...new Map(placed.map((fact) => [fact.id, fact])).values()];
}

function placeOf({ id, label }: Fact, reply: string): number {
  const places = [id, label].map((name) => reply.indexOf(name.toLowerCase())).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

const POINTS = /\b(?:it|its|that|this|these|those|them|the same|that one|this one|the one|my one)\b/i;

/**
 * The facts that a request points at: by place in the last list ("the second one"), by words of their label, or, with
 * "it", "that one" and the like, what the last message was about. Empty when it points at nothing known.
 */
export function findReferences(transcript: Transcript, kind: string): Fact[] {
  const listed = listedFacts(transcript, kind);
  const places = findOrdinals(transcript.request);
  const byPlace = places.flatMap((place) => listed.at(place > 0 ? place - 1 : place) ?? []);
  if (byPlace.length > 0) return byPlace;
  const words = tellingWords(transcript.request);
  const byWords = bestByWords(listed, words);
  if (byWords.length === 1) return byWords;
  if (!POINTS.test(transcript.request)) return [];
  const [only, ...others] = listed;
  if (only !== undefined && others.length === 0) return [only];
  const latest = transcript.facts.findLast((fact) => fact.kind === kind);
  return listed.length === 0 && latest !== undefined ? [latest] : [];
}

/** The facts whose label shares the most words; empty when none shares any. */
export function bestByWords(facts: readonly Fact[], words: readonly string[]): Fact[] {
  const scored = facts.map((fact) => ({ fact, score: countAlike(words, fact.label) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ fact }) => fact);
}
