import { StandardRetryStrategy } from '@smithy/core/retry';

/** Before the first repetition of a throttled call at most, and of one that failed otherwise. */
const THROTTLED_MS = 500;
const FAILED_MS = 50;
const LONGEST_MS = 4_000;

/**
 * The SDK's standard mode with a patience that fits a customer who waits: six attempts take 11.5 s at the most. The
 * SDK's own begins with 1 s for a throttled call and doubles without that limit, 31 s, so that the deadline of the call
 * would pass before another model could be asked. The quota for repetitions is the SDK's.
 */
export function createRetryStrategy(maxAttempts: number, random = Math.random): StandardRetryStrategy {
  let isThrottled = false;
  return new StandardRetryStrategy({
    maxAttempts,
    baseDelay: FAILED_MS,
    backoff: {
      // Told right before each computation; anything but our own base is the one for throttling.
      setDelayBase(delay) {
        isThrottled = delay !== FAILED_MS;
      },
      computeNextBackoffDelay(repetitions) {
        const base = isThrottled ? THROTTLED_MS : FAILED_MS;
        return Math.floor(random() * Math.min(LONGEST_MS, base * 2 ** repetitions));
      },
    },
  });
}
