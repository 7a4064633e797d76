import { countAlike, tellingWords } from '../playbook/words.js';

/** The line that shares the most telling words with a text; undefined when none does or two share as many. */
export function bestLine(lines: readonly string[], text: string): string | undefined {
  const words = tellingWords(text);
  const scored = lines
    .map((line) => ({ line, score: countAlike(words, line) }))
    .sort((left, right) => right.score - left.score);
  const [best, second] = scored;
  return best === undefined || best.score === 0 || best.score === second?.score ? undefined : best.line;
}
