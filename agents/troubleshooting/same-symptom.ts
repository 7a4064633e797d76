import { tellingWords, wordsOf } from '../playbook/words.js';

const NEGATIONS = new Set(['no', 'not', 'without', 'never', 'wont', 'cannot', 'cant', 'doesnt', 'dont']);

/** How many symptoms of a request a title states too: pairs of words such as "no picture" or "red light", in that order. */
export function countSameSymptoms(request: string, title: string): number {
  const titled = pairsOf(title);
  return [...pairsOf(request)].filter((pair) => titled.has(pair)).length;
}

function pairsOf(text: string): ReadonlySet<string> {
  const telling = new Set(tellingWords(text));
  const words = wordsOf(text);
  const pairs = words.slice(1).map((word, index) => [words[index] ?? '', word] as const);
  return new Set(
    pairs
      .filter(([first, second]) => telling.has(second) && (NEGATIONS.has(first) || telling.has(first)))
      .map((pair) => pair.join(' ')),
  );
}
