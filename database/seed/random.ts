/** Repeatable randomness: the same seed and label give the same values, whatever other parts of the seed draw. */
export interface Random {
  /** A whole number between both ends, ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(values: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<Key extends string>(weights: Partial<Record<Key, number>>): Key;
  /** Some different ones of a list, in random order. */
  sample<T>(values: readonly T[], count: number): T[];
}

/** The generator is mulberry32, seeded with an FNV-1a hash of the label. */
export function createRandom(seed: number, label: string): Random {
  let state = seed >>> 0;
  for (const character of label) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619) >>> 0;

  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[integer(0, values.length - 1)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };

  return {
    integer,
    pick,
    chance: (probability) => next() < probability,
    weighted<Key extends string>(weights: Partial<Record<Key, number>>): Key {
      const entries = Object.entries(weights) as [Key, number][];
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        rest -= weight;
        if (rest < 0) return key;
      }
      return pick(entries)[0];
    },
    sample<T>(values: readonly T[], count: number): T[] {
      const left = [...values];
      return Array.from({ length: Math.min(count, left.length) }, () => {
        const [value] = left.splice(integer(0, left.length - 1), 1);
        return value as T;
      });
    },
  };
}
