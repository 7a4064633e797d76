import type { CaseFact } from '../../contract/session-context.js';

const MOST_FACTS = 40;

/**
 * The facts after a turn, newest last, each once however many answers of the turn found it: one that is found again moves
 * to the end, the oldest beyond 40 are forgotten.
 */
export function mergeFacts(before: readonly CaseFact[], found: readonly CaseFact[]): CaseFact[] {
  const newest = new Map<string, CaseFact>();
  for (const fact of [...before, ...found]) {
    const key = `${fact.kind} ${fact.id}`;
    newest.delete(key);
    newest.set(key, fact);
  }
  return [...newest.values()].slice(-MOST_FACTS);
}
