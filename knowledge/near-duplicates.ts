/** From this share of common words on, a passage says nothing that the other did not. */
const SAME = 0.9;
/** Shorter passages are alike without being the same. */
const FEWEST_WORDS = 12;

/** The passages without those that repeat an earlier one almost word for word, in the same order, at most `limit`. */
export function withoutNearDuplicates<Passage extends { content: string }>(
  passages: readonly Passage[],
  limit: number,
): Passage[] {
  const kept: { passage: Passage; words: Set<string> }[] = [];
  for (const passage of passages) {
    if (kept.length === limit) break;
    const words = new Set(passage.content.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    if (!kept.some((earlier) => saysTheSame(earlier.words, words))) kept.push({ passage, words });
  }
  return kept.map(({ passage }) => passage);
}

/** Jaccard's coefficient of the two sets of words. Figures count as words, so that two models with other values stay apart. */
function saysTheSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (Math.min(left.size, right.size) < FEWEST_WORDS) return false;
  let common = 0;
  for (const word of left) if (right.has(word)) common += 1;
  return common / (left.size + right.size - common) >= SAME;
}
