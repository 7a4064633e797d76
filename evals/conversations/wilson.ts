/** The 95% Wilson score interval of a share: where the true share lies, also for few or extreme counts (Wilson 1927). */
export function wilsonInterval(hits: number, count: number, z = 1.96): { low: number; high: number } {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const square = z * z;
  const middle = share + square / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + square / (4 * count * count));
  const scale = 1 + square / count;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
