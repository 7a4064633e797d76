import { describe, expect, it } from 'vitest';
import { driveLoad, percentile, toReport } from './load-driver.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the load driver', () => {
  it('sends at its rate whether or not it is answered, and counts from when a request was due', async () => {
    let running = 0;
    let most = 0;
    const report = await driveLoad({
      rate: 50,
      seconds: 0.4,
      async send(index) {
        most = Math.max(most, ++running);
        // The first one stalls everything for a moment, as a blocked process would.
        if (index === 0) for (const until = performance.now() + 100; performance.now() < until; );
        await pause(100);
        running -= 1;
        return { kind: 'ok' };
      },
    });
    expect(report.kinds).toEqual({ ok: 20 });
    expect(most).toBeGreaterThanOrEqual(5);
    expect(report.samples.filter(({ milliseconds }) => milliseconds > 150).length).toBeGreaterThanOrEqual(2);
  });

  it('tells failures by their kind, and what was thrown', async () => {
    const report = await driveLoad({
      rate: 1_000,
      seconds: 0.004,
      async send(index) {
        if (index === 0) throw new Error('reset');
        return { kind: index === 1 ? 'status 503' : 'ok', group: 'orders' };
      },
    });
    expect(report.kinds).toEqual({ ok: 2, 'status 503': 1, 'threw: reset': 1 });
  });

  it('arrives at random with the same rate on average', async () => {
    const numbers = [0.5, 0.9, 0.1, 0.7, 0.3];
    let next = 0;
    const random = () => numbers[next++ % numbers.length] ?? 0;
    const report = await driveLoad({
      rate: 1_000,
      seconds: 0.05,
      random,
      send: async () => ({ kind: 'ok' }),
    });
    const gaps = report.samples.map(({ dueMs }) => dueMs).slice(0, 3);
    expect(gaps).toEqual([0, expect.closeTo(Math.LN2, 2), expect.closeTo(2.996, 2)]);
  });

  it('knows percentiles', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)]).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(toReport([]).p99).toBeNaN();
  });
});
