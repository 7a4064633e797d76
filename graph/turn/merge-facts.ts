import type { CaseFact } from '../../contract/session-context.js';

const MOST_FACTS = 40;

/** The facts after a turn, newest last: one that is found again moves to the end, the oldest beyond 40 are forgotten. */
export function mergeFacts(before: readonly CaseFact[], found: readonly CaseFact[]): CaseFact[] {
  const isFoundAgain = (old: CaseFact): boolean =>
    found.some(({ kind, id }) => kind === old.kind && id === old.id);
  return [...before.filter((fact) => !isFoundAgain(fact)), ...found].slice(-MOST_FACTS);
}
