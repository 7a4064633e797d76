import { describe, expect, it } from 'vitest';
import { createRetryStrategy } from './retry-patience.js';

/** How long the strategy waits before each repetition, without waiting for it. */
async function delaysOf(errorType: 'THROTTLING' | 'TRANSIENT', random: () => number): Promise<number[]> {
  const strategy = createRetryStrategy(6, random);
  const delays: number[] = [];
  const real = globalThis.setTimeout;
  // The strategy waits for its delay itself.
  Object.assign(globalThis, {
    setTimeout: (done: () => void, delay: number) => {
      delays.push(delay);
      return real(done, 0);
    },
  });
  try {
    let token = await strategy.acquireInitialRetryToken('');
    for (;;) token = await strategy.refreshRetryTokenForRetry(token, { errorType });
  } catch {
    return delays;
  } finally {
    globalThis.setTimeout = real;
  }
}

describe('the patience with Bedrock', () => {
  it('is six attempts with growing waits, and 11.5 s in all when it throttles', async () => {
    const delays = await delaysOf('THROTTLING', () => 0.999_999);
    expect(delays).toEqual([499, 999, 1_999, 3_999, 3_999]);
  });

  it('is shorter when it failed', async () => {
    expect(await delaysOf('TRANSIENT', () => 0.999_999)).toEqual([49, 99, 199, 399, 799]);
  });

  it('spreads the waits, so that those who were refused together do not come back together', async () => {
    const first = await delaysOf('THROTTLING', () => 0.1);
    const second = await delaysOf('THROTTLING', () => 0.9);
    for (const [index, delay] of first.entries()) expect(delay).toBeLessThan(second[index] ?? 0);
  });

  it('ends when the quota for repetitions is used up, so that an outage is no storm', async () => {
    const strategy = createRetryStrategy(6, () => 0);
    let repetitions = 0;
    for (let call = 0; call < 100; call++) {
      let token = await strategy.acquireInitialRetryToken('');
      try {
        for (;;) {
          token = await strategy.refreshRetryTokenForRetry(token, { errorType: 'TRANSIENT' });
          repetitions++;
        }
      } catch {}
    }
    expect(repetitions).toBeLessThan(50);
  });
});
