/** The value below which a share (0 to 1) of the samples lies, by the nearest-rank method; NaN for none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds with one decimal, for a table. */
export function printMs(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
