/** One figure of a promise against its bound. */
export interface Measurement {
  metric: string;
  value: number;
  /** The bound as a person reads it: `<= 100`. */
  bound: string;
  ok: boolean;
}

/** What a row gets to work with. */
export interface ConformContext {
  /** The form for every change: all rows together in a few minutes, with smaller counts. */
  short: boolean;
  /** The count for the form that runs. */
  pick(full: number, short: number): number;
  /** Tells of progress on standard error. */
  say(text: string): void;
  /** Closes this after the row, the last first, also when the row throws. */
  defer(close: () => Promise<void> | void): void;
}

/** A promise of the system and the way it is measured, in a file of its own below `rows/`. */
export interface ConformanceRow {
  /** As the promises are numbered: `R01`. */
  id: string;
  promise: string;
  run(context: ConformContext): Promise<readonly Measurement[]>;
}

/** Thrown when this machine lacks what a row needs; it is shown as skipped, never as met. */
export class RowSkipped extends Error {
  override name = 'RowSkipped';
}

/** A figure that must not be above its bound. */
export function atMost(metric: string, value: number, bound: number): Measurement {
  return { metric, value, bound: `<= ${bound}`, ok: value <= bound };
}

/** A figure that must not be below its bound. */
export function atLeast(metric: string, value: number, bound: number): Measurement {
  return { metric, value, bound: `>= ${bound}`, ok: value >= bound };
}

/** A figure that must be just this. */
export function exactly(metric: string, value: number, bound: number): Measurement {
  return { metric, value, bound: `= ${bound}`, ok: value === bound };
}
