import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emissionSeconds, perMinute, toVerdict } from './rate-policy.js';

describe('a rate policy', () => {
  it('lets a third of a minute’s quota through at once', () => {
    expect(perMinute('messages', 30)).toEqual({ name: 'messages', quota: 30, windowSeconds: 60, burst: 10 });
    expect(perMinute('messages', 2)).toMatchObject({ burst: 1 });
    expect(perMinute('messages', 1)).toMatchObject({ burst: 1 });
  });

  it('never allows more than the quota in a window, however the requests come', () => {
    const policy = { name: 'p', quota: 12, windowSeconds: 60, burst: 4 };
    const gaps = fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 30, maxLength: 120 });
    fc.assert(
      fc.property(gaps, (between) => {
        const allowedAt: number[] = [];
        let arrival = 0;
        let now = 0;
        const emission = emissionSeconds(policy);
        for (const gap of between) {
          now += gap;
          const next = Math.max(arrival, now) + emission;
          if (next > now + policy.burst * emission) continue;
          arrival = next;
          allowedAt.push(now);
        }
        for (const from of allowedAt) {
          const inWindow = allowedAt.filter((at) => at >= from && at < from + policy.windowSeconds);
          expect(inWindow.length).toBeLessThanOrEqual(policy.quota);
        }
      }),
    );
  });

  it('tells how many are left, and how long to wait when none is', () => {
    const policy = { name: 'p', quota: 30, windowSeconds: 60, burst: 10 };
    expect(toVerdict(policy, true, 3)).toMatchObject({ remaining: 9, resetSeconds: 3, retryAfterSeconds: 0 });
    expect(toVerdict(policy, true, 30)).toMatchObject({ remaining: 0 });
    expect(toVerdict(policy, false, 29.2)).toMatchObject({ remaining: 0, retryAfterSeconds: 3 });
  });
});
