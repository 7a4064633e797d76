import { mean } from './metrics.js';

/** A mean difference and the middle 95% of what it would be over other draws of the same queries. */
export interface PairedInterval {
  difference: number;
  low: number;
  high: number;
}

const DRAWS = 4_000;
const SEED = 20_260_615;

/** The paired bootstrap of `ours - theirs`, one value a query in the same order; the same figures give the same interval. */
export function pairedInterval(ours: readonly number[], theirs: readonly number[]): PairedInterval {
  const differences = ours.map((value, index) => value - (theirs[index] ?? 0));
  const random = createRandom(SEED);
  const draws = Array.from({ length: DRAWS }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0)),
  ).sort((left, right) => left - right);
  const at = (share: number) => draws[Math.floor(share * (DRAWS - 1))] ?? 0;
  return { difference: mean(differences), low: at(0.025), high: at(0.975) };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
