import type { Vocabulary } from './vocabulary.js';

/**
 * Replaces words that the catalog does not have by ones that it has: two written apart that belong together, one
 * that is two, or a typing error of one letter (two from eight letters on) after the first. Others stay as they are.
 */
export function correctWords(
  words: readonly string[],
  unknown: ReadonlySet<string>,
  vocabulary: Vocabulary,
): string[] {
  const corrected: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const next = words[index + 1];
    const joined = next === undefined ? undefined : findJoined(word + next, vocabulary);
    if (joined !== undefined && (unknown.has(word) || (next !== undefined && unknown.has(next)))) {
      corrected.push(joined);
      index += 1;
    } else if (unknown.has(word)) {
      corrected.push(...correctWord(word, vocabulary));
    } else {
      corrected.push(word);
    }
  }
  return [...new Set(corrected)];
}

function findJoined(joined: string, vocabulary: Vocabulary): string | undefined {
  return [joined, joined.replace(/s$/, ''), `${joined}s`].find((candidate) => vocabulary.has(candidate));
}

function correctWord(word: string, vocabulary: Vocabulary): string[] {
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    if (parts.every((part) => findJoined(part, vocabulary) !== undefined)) return parts;
  }
  return [findNearest(word, vocabulary) ?? word];
}

function findNearest(word: string, vocabulary: Vocabulary): string | undefined {
  if (word.length < 4 || /\d/.test(word)) return undefined;
  const most = word.length >= 8 ? 2 : 1;
  let best: { candidate: string; distance: number; products: number } | undefined;
  for (const [candidate, products] of vocabulary) {
    if (candidate[0] !== word[0] || Math.abs(candidate.length - word.length) > most) continue;
    if (/\d|-/.test(candidate)) continue;
    const distance = editDistance(word, candidate, most);
    if (distance > most) continue;
    if (!best || distance < best.distance || (distance === best.distance && products > best.products)) {
      best = { candidate, distance, products };
    }
  }
  return best?.candidate;
}

/**
 * Letters to insert, drop, change or swap with the neighbour to get from one word to the other (optimal string
 * alignment); `most + 1` stands for anything above `most`.
 */
export function editDistance(from: string, to: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = at(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, changed);
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, to.length), most + 1);
}

function at(cells: readonly number[], index: number): number {
  return cells[index] ?? Number.POSITIVE_INFINITY;
}
