import { CircuitOpenError } from './circuit-open-error.js';
import { isCalleeFault } from './is-callee-fault.js';
import { sleep } from './sleep.js';

/** How often and how patiently to try again; `random` and `wait` are for tests. */
export interface RetryOptions {
  /** How often the call is made at most, the first time included. */
  attempts?: number;
  baseMs?: number;
  maxMs?: number;
  /** Which errors are worth another attempt; by default the callee's faults, but no open circuit. */
  retryOn?: (error: unknown, attempt: number) => boolean;
  signal?: AbortSignal | undefined;
  /** Asked for leave before each repetition; without it the error stands. The leave is given back when that has ended. */
  permit?: () => (() => void) | undefined;
  random?: () => number;
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Makes a call again when it failed, after an exponentially growing wait with full jitter. Rejects with the last error,
 * or with the signal's reason as soon as that aborts. `attempt` counts from 1.
 */
export async function retry<T>(
  call: (attempt: number) => Promise<T>,
  options: RetryOptions = {},
): Promise<T> {
  const { attempts = 3, baseMs = 100, maxMs = 2_000, signal } = options;
  const { retryOn = isWorthRetrying, permit = always, random = Math.random, wait = sleep } = options;
  let giveBack: (() => void) | undefined;
  try {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await call(attempt);
      } catch (error) {
        giveBack?.();
        giveBack = undefined;
        if (attempt >= attempts || signal?.aborted || !retryOn(error, attempt)) throw error;
        giveBack = permit();
        if (giveBack === undefined) throw error;
        const longest = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
        await wait(random() * longest, signal);
      }
    }
  } finally {
    giveBack?.();
  }
}

const always = () => () => {};

function isWorthRetrying(error: unknown): boolean {
  return isCalleeFault(error) && !(error instanceof CircuitOpenError);
}
