/** How many buckets word and character n-grams are hashed into. */
export const WORD_BUCKETS = 2_048;

/** One hashed feature: which bucket, and how much of it. */
export interface Feature {
  bucket: number;
  weight: number;
}

/**
 * Words, pairs of words and letter runs of 3 to 5 of a text, hashed into buckets and scaled to length 1. Numbers and
 * identifiers count as one word each, so that no particular order number can sway a decision.
 */
export function toWordFeatures(text: string): Feature[] {
  const words = normalize(text);
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number) => {
    const bucket = hash(feature) % WORD_BUCKETS;
    counts.set(bucket, (counts.get(bucket) ?? 0) + weight);
  };
  for (const [index, word] of words.entries()) {
    add(`w:${word}`, 1);
    const following = words[index + 1];
    if (following !== undefined) add(`p:${word} ${following}`, 0.7);
    for (const run of letterRuns(word)) add(`c:${run}`, 0.4);
  }
  const norm = Math.hypot(...counts.values()) || 1;
  return [...counts].map(([bucket, count]) => ({ bucket, weight: count / norm }));
}

/** Lower-case words without accents or punctuation; anything with a digit in it becomes `0`. */
export function normalize(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’']/g, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => (/\d/.test(word) ? '0' : word));
}

function letterRuns(word: string): string[] {
  const padded = ` ${word} `;
  const runs: string[] = [];
  for (const size of [3, 4, 5]) {
    for (let start = 0; start + size <= padded.length; start++) runs.push(padded.slice(start, start + size));
  }
  return runs;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
