import { searchTerms } from '../search-terms.js';

/** A line as a customer may point at it. */
export interface NamedLine {
  itemId: string;
  productId: string;
  productName: string;
}

/**
 * The lines that a customer means by an id or by words for the product; those that share the most words win.
 * Words that fit nothing give no line.
 */
export function matchLines<Line extends NamedLine>(lines: readonly Line[], typed: string): Line[] {
  const exact = lines.filter((line) => line.itemId === typed || line.productId === typed);
  if (exact.length > 0) return exact;
  const terms = searchTerms(typed).map(toStem);
  const scored = lines.map((line) => ({ line, score: countShared(line.productName, terms) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ line }) => line);
}

function countShared(name: string, terms: readonly string[]): number {
  const words = searchTerms(name).map(toStem);
  return terms.filter((term) => words.some((word) => word.startsWith(term) || term.startsWith(word))).length;
}

function toStem(word: string): string {
  return word.length > 3 ? word.replace(/(es|s)$/, '') : word;
}
