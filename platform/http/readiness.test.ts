import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness.js';

describe('createReadiness', () => {
  it('tells of each check how it went', async () => {
    const check = createReadiness(
      {
        fine: async () => undefined,
        down: () => Promise.reject(new Error('refused')),
        broken: () => {
          throw new Error('at once');
        },
        hung: () => new Promise(() => undefined),
      },
      50,
    );
    expect(await check()).toEqual({ fine: 'ok', down: 'failed', broken: 'failed', hung: 'timeout' });
  });

  it('runs the checks at the same time and none for longer than the limit', async () => {
    const hung = () => new Promise<void>(() => undefined);
    const started = performance.now();
    await createReadiness({ a: hung, b: hung, c: hung }, 60)();
    expect(performance.now() - started).toBeLessThan(150);
  });

  it('asks a dependency that hangs once, not once a probe, and again when it answered', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const check = createReadiness(
      {
        database: () => {
          asked++;
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      },
      20,
    );
    for (let probe = 0; probe < 5; probe++) expect(await check()).toEqual({ database: 'timeout' });
    expect(asked).toBe(1);
    answer();
    await new Promise((resolve) => setTimeout(resolve));
    const next = check();
    await new Promise((resolve) => setTimeout(resolve));
    answer();
    expect(await next).toEqual({ database: 'ok' });
    expect(asked).toBe(2);
  });
});
