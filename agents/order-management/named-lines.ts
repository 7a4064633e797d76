import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import { synonymsOf } from '../../tools/synonyms.js';
import { withoutRuledOut } from '../playbook/corrections.js';
import { countAlike, isLike, wordsOf } from '../playbook/words.js';
import { productWords } from './choose-order.js';

const KEPT = /\bkeep(?:ing)?\b([^,.;!?]*?)(?=\bbut\b|\band (?:return|send|give)\b|[,.;!?]|$)/gi;

/** The lines that the request names, and not those that it keeps or rules out; all of them when it names none. */
export function namedLines(order: OrderView, request: string): OrderLineView[] {
  const kept = [...request.matchAll(KEPT)].flatMap(([, what = '']) => namedBy(order.lines, what));
  const left = order.lines.filter((line) => !kept.includes(line));
  const open = left.length === 0 ? order.lines : left;
  const named = namedBy(open, withoutRuledOut(request.replaceAll(KEPT, ' ')));
  return named.length === 0 ? open : named;
}

/** Whether the request names some lines, and so does not mean the whole order. */
export function namesLines(order: OrderView, request: string): boolean {
  return namedLines(order, request).length < order.lines.length;
}

/** Lines named by the words of a text or, where these name none, by others of the same meaning. */
function namedBy(lines: readonly OrderLineView[], text: string): OrderLineView[] {
  const words = productWords(text);
  const said = namedWith(lines, words);
  return said.length > 0 ? said : namedWith(lines, words.flatMap(synonymsOf));
}

/** Lines named by words of their own, such as "kettle" beside a toaster; else those that share the most words. */
function namedWith(lines: readonly OrderLineView[], words: readonly string[]): OrderLineView[] {
  const own = lines.filter((line) => words.some((word) => isOwn(word, line, lines)));
  if (own.length > 0) return own;
  const scored = lines.map((line) => ({ line, score: countAlike(words, `${line.name} ${line.options}`) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ line }) => line);
}

function isOwn(word: string, line: OrderLineView, lines: readonly OrderLineView[]): boolean {
  const names = ({ name }: OrderLineView): boolean => wordsOf(name).some((part) => isLike(word, part));
  return names(line) && lines.every((other) => other.name === line.name || !names(other));
}
