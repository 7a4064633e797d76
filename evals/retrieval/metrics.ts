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

/** The arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
