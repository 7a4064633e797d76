/** 1 over the rank of the first relevant id within the first `depth`, or 0 when there is none. */
export function reciprocalRank(
  ranked: readonly string[],
  relevant: ReadonlySet<string>,
  depth: number,
): number {
  const index = ranked.slice(0, depth).findIndex((id) => relevant.has(id));
  return index === -1 ? 0 : 1 / (index + 1);
}

/** The share of the relevant ids that are among the first `depth`. */
export function recall(ranked: readonly string[], relevant: ReadonlySet<string>, depth: number): number {
  const found = new Set(ranked.slice(0, depth).filter((id) => relevant.has(id)));
  return relevant.size === 0 ? 0 : found.size / relevant.size;
}

/** 1 when a relevant id is among the first `depth`, otherwise 0. */
export function hit(ranked: readonly string[], relevant: ReadonlySet<string>, depth: number): number {
  return reciprocalRank(ranked, relevant, depth) > 0 ? 1 : 0;
}

/** Normalised discounted cumulative gain of distinct ids, gain 2^grade - 1 (Burges 2005): 1 is the best order there is, 0 of no grades. */
export function discountedGain(
  ranked: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth: number,
): number {
  const ideal = gainOf([...grades.values()].sort((left, right) => right - left).slice(0, depth));
  const found = [...new Set(ranked)].slice(0, depth).map((id) => grades.get(id) ?? 0);
  return ideal === 0 ? 0 : gainOf(found) / ideal;
}

function gainOf(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

/** The arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
