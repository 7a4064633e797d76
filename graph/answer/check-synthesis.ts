import { findFacts, type TextFacts } from './facts-in-text.js';

/** What a text worded anew lost of its parts and what it invented, as `kind value`; empty when it is faithful. */
export interface SynthesisCheck {
  lost: string[];
  invented: string[];
}

const KINDS = ['amounts', 'dates', 'ids', 'citations', 'numbers'] as const;

/** Compares the facts of the parts with those of the text. A date may lose or gain its year; a number said as a word may be left out. */
export function checkSynthesis(parts: readonly string[], text: string): SynthesisCheck {
  const before = findFacts(parts.join('\n\n'));
  const after = findFacts(text);
  const missing = (from: TextFacts, to: TextFacts): string[] =>
    KINDS.flatMap((kind) =>
      [...from[kind]].filter((value) => !hasFact(kind, value, to)).map((value) => `${kind} ${value}`),
    );
  const lost = missing(before, after).filter(
    (fact) => !(fact.startsWith('numbers ') && before.worded.has(fact.slice('numbers '.length))),
  );
  return { lost, invented: missing(after, before) };
}

function hasFact(kind: (typeof KINDS)[number], value: string, facts: TextFacts): boolean {
  if (facts[kind].has(value)) return true;
  if (kind === 'dates')
    return [...facts.dates].some(
      (date) => date.endsWith(value) || (date.length === 5 && value.endsWith(date)),
    );
  // "49 dollars" and a bare "49" in a table mean the same.
  if (kind === 'amounts') return facts.numbers.has(String(Number(value) / 100));
  return kind === 'numbers' && facts.amounts.has(String(Math.round(Number(value) * 100)));
}
