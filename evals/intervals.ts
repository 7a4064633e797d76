/** A measured value and the range in which it lies with 95% confidence. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

const Z = 1.96;

/** The share of those that pass, with Wilson's interval; NaN of none. */
export function wilson<T>(values: readonly T[], passes: (value: T) => boolean): Interval {
  const count = values.length;
  const value = values.filter(passes).length / count;
  const centre = value + Z ** 2 / (2 * count);
  const spread = Z * Math.sqrt((value * (1 - value)) / count + Z ** 2 / (4 * count ** 2));
  const scale = 1 + Z ** 2 / count;
  return { value, low: (centre - spread) / scale, high: (centre + spread) / scale };
}

const DRAWS = 200;

/** Any figure of a sample, with the interval of what it is on samples drawn from the sample; the same draws every time. */
export function bootstrap<T>(values: readonly T[], figure: (sample: readonly T[]) => number): Interval {
  const random = createRandom(1);
  const draw = (): T[] => {
    const sample: T[] = [];
    for (let count = 0; count < values.length; count++) {
      sample.push(...values.slice(...at(Math.floor(random() * values.length))));
    }
    return sample;
  };
  const figures = Array.from({ length: DRAWS }, () => figure(draw()))
    .filter((one) => !Number.isNaN(one))
    .sort((left, right) => left - right);
  const quantile = (part: number) => figures[Math.floor(part * (figures.length - 1))] ?? Number.NaN;
  return { value: figure(values), low: quantile(0.025), high: quantile(0.975) };
}

/** `91.3% (89.9 to 92.6)` */
export function toPercent({ value, low, high }: Interval): string {
  return `${(100 * value).toFixed(1)}% (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
}

function at(index: number): [number, number] {
  return [index, index + 1];
}

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
