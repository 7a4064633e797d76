import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Breaker } from './breaker.js';
import { type CircuitProber, probeWhileOpen } from './probe-while-open.js';

let clock: number;
let check: ReturnType<typeof vi.fn<() => Promise<void>>>;
let breaker: Breaker;
let prober: CircuitProber;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  clock = 1_000;
  check = vi.fn(() => Promise.resolve());
  breaker = new Breaker({
    ...{ name: 'callee', threshold: 1, baseMs: 500, random: () => 0.5, now: () => clock },
    countsAsFailure: () => true,
    onChange: () => prober.changed(),
  });
  prober = probeWhileOpen(breaker, () => check());
});
afterEach(() => {
  vi.useRealTimers();
});

const fail = () => breaker.run(() => Promise.reject(new Error('out'))).catch(() => undefined);
/** Lets timers see that so much time has passed, and the breaker's clock another amount. */
async function pass(timers: number, breakers: number): Promise<void> {
  clock += breakers;
  await vi.advanceTimersByTimeAsync(timers);
}

describe('the probe of an open circuit', () => {
  it('goes out when it is due, and closes the circuit', async () => {
    await fail();
    await pass(499, 499);
    expect(check).not.toHaveBeenCalled();
    await pass(2, 2);
    expect(check).toHaveBeenCalledTimes(1);
    expect(breaker.state.kind).toBe('closed');
  });

  it('still goes out when its timer fired a moment before the circuit was due', async () => {
    await fail();
    await pass(501, 499.4);
    expect(check).not.toHaveBeenCalled();
    await pass(2, 2);
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('goes out again and again, less and less often, until it is answered', async () => {
    check.mockRejectedValueOnce(new Error('out')).mockRejectedValueOnce(new Error('out'));
    await fail();
    for (const wait of [501, 1_001, 2_001]) await pass(wait, wait);
    expect(check).toHaveBeenCalledTimes(3);
    expect(breaker.state.kind).toBe('closed');
  });

  it('does not go out any more after the end', async () => {
    await fail();
    prober.stop();
    await pass(60_000, 60_000);
    expect(check).not.toHaveBeenCalled();
  });
});
