import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import { Breaker, type BreakerOptions } from './breaker.js';
import { CircuitOpenError } from './circuit-open-error.js';

const down = () => Promise.reject(new AppError('unavailable', 'down'));
const up = async () => 'ok';

function createBreaker(options: Partial<BreakerOptions> = {}) {
  const clock = { now: 0 };
  const changes: string[] = [];
  const breaker = new Breaker({
    name: 'troubleshooting',
    threshold: 3,
    baseMs: 100,
    maxMs: 1_000,
    now: () => clock.now,
    random: () => 0.5,
    onChange: (kind) => changes.push(kind),
    ...options,
  });
  const fail = async (times: number) => {
    for (let time = 0; time < times; time++) await breaker.run(down).catch(() => undefined);
  };
  return { breaker, clock, changes, fail };
}

describe('Breaker', () => {
  it('opens after exactly so many consecutive failures and then calls nobody', async () => {
    const { breaker, fail, changes } = createBreaker();
    await fail(2);
    expect(breaker.state).toEqual({ kind: 'closed', failures: 2, openings: 0 });
    await fail(1);
    expect(breaker.state.kind).toBe('open');
    let calls = 0;
    const calling = breaker.run(async () => calls++);
    await expect(calling).rejects.toThrow(CircuitOpenError);
    await expect(calling).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
    expect(calls).toBe(0);
    expect(changes).toEqual(['open']);
  });

  it('starts counting anew after a success', async () => {
    const { breaker, fail } = createBreaker();
    await fail(2);
    await breaker.run(up);
    await fail(2);
    expect(breaker.state).toEqual({ kind: 'closed', failures: 2, openings: 0 });
  });

  it('closes when the probe succeeds', async () => {
    const { breaker, clock, fail, changes } = createBreaker();
    await fail(3);
    clock.now = 99;
    await expect(breaker.run(up)).rejects.toThrow(CircuitOpenError);
    clock.now = 100;
    expect(await breaker.run(up)).toBe('ok');
    expect(changes).toEqual(['open', 'half-open', 'closed']);
  });

  it('lets one of 200 through while half-open and rejects the others at once', async () => {
    const { breaker, clock, fail } = createBreaker();
    await fail(3);
    clock.now = 100;
    let calls = 0;
    const hung = () => {
      calls++;
      return new Promise<never>(() => undefined);
    };
    const started = performance.now();
    const outcomes = Array.from({ length: 200 }, () =>
      Promise.race([
        breaker.run(hung).catch((error: unknown) => error),
        Promise.resolve('hangs').then(async (x) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return x;
        }),
      ]),
    );
    const settled = await Promise.all(outcomes);
    expect(calls).toBe(1);
    expect(settled.filter((outcome) => outcome instanceof CircuitOpenError)).toHaveLength(199);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('waits twice as long each time the probe fails, up to the longest, with jitter', async () => {
    const waits: number[] = [];
    const { breaker, clock, fail } = createBreaker();
    await fail(3);
    for (let round = 0; round < 6; round++) {
      const { state } = breaker;
      if (state.kind !== 'open') throw new Error(`it is ${state.kind}`);
      waits.push(state.until - clock.now);
      clock.now = state.until;
      await fail(1);
    }
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    const early = createBreaker({ random: () => 0 });
    await early.fail(3);
    const late = createBreaker({ random: () => 0.999 });
    await late.fail(3);
    expect(early.breaker.state).toMatchObject({ until: 80 });
    expect(late.breaker.state).toMatchObject({ until: expect.closeTo(120, 0) });
  });

  it("is not opened by the caller's own faults", async () => {
    const { breaker } = createBreaker();
    const faults = [
      new AppError('invalid-input', 'no'),
      new AppError('not-found', 'no'),
      new AppError('rate-limited', 'no'),
      new DOMException('client gone', 'AbortError'),
    ];
    for (let time = 0; time < 1_000; time++) {
      const fault = faults[time % faults.length];
      await breaker.run(() => Promise.reject(fault)).catch(() => undefined);
    }
    expect(breaker.state).toEqual({ kind: 'closed', failures: 0, openings: 0 });
  });

  it.each([
    ['a deadline', new DOMException('late', 'TimeoutError')],
    ['a gateway error', new AppError('deadline-exceeded', 'late')],
    ['an unknown error', new TypeError('fetch failed')],
    ['a text', 'boom'],
  ])('is opened by %s', async (_what, fault) => {
    const { breaker } = createBreaker();
    for (let time = 0; time < 3; time++)
      await breaker.run(() => Promise.reject(fault)).catch(() => undefined);
    expect(breaker.state.kind).toBe('open');
  });

  it('lets the next caller probe when the probe was given up', async () => {
    const { breaker, clock, fail } = createBreaker();
    await fail(3);
    clock.now = 100;
    const gaveUp = breaker.run(() => Promise.reject(new DOMException('client gone', 'AbortError')));
    await expect(gaveUp).rejects.toMatchObject({ name: 'AbortError' });
    expect(await breaker.run(up)).toBe('ok');
    expect(breaker.state.kind).toBe('closed');
  });

  it('ignores how calls end that began before it changed', async () => {
    const { breaker, clock, fail } = createBreaker();
    let failLate: (error: Error) => void = () => undefined;
    let succeedLate: (text: string) => void = () => undefined;
    const late = breaker
      .run(
        () =>
          new Promise((_resolve, reject) => {
            failLate = reject;
          }),
      )
      .catch(() => 'failed');
    const lucky = breaker.run(
      () =>
        new Promise((resolve) => {
          succeedLate = resolve;
        }),
    );
    await fail(3);
    succeedLate('ok');
    await lucky;
    expect(breaker.state.kind).toBe('open');
    clock.now = 100;
    await breaker.run(up);
    failLate(new Error('late'));
    await late;
    expect(breaker.state).toEqual({ kind: 'closed', failures: 0, openings: 0 });
  });

  it('lets the others in as soon as the probe says that the callee answers', async () => {
    const { breaker, clock, fail, changes } = createBreaker();
    await fail(3);
    clock.now = 100;
    const probe = breaker.run(async (isAlive) => {
      isAlive();
      throw new AppError('unavailable', 'broke off later');
    });
    expect(await breaker.run(up)).toBe('ok');
    await expect(probe).rejects.toThrow('broke off later');
    expect(breaker.state).toEqual({ kind: 'closed', failures: 0, openings: 0 });
    expect(changes).toEqual(['open', 'half-open', 'closed']);
  });

  it('counts no failure that the caller says is its own', async () => {
    const { breaker } = createBreaker();
    for (let time = 0; time < 9; time++) await breaker.run(down, () => false).catch(() => undefined);
    expect(breaker.state).toEqual({ kind: 'closed', failures: 0, openings: 0 });
  });

  describe('with a health check', () => {
    it('makes none before it is due, and closes when it is good', async () => {
      const { breaker, clock, fail, changes } = createBreaker();
      await fail(3);
      clock.now = 99;
      expect(breaker.remainingMs).toBe(1);
      await breaker.probe(() => Promise.reject(new Error('must not be asked')));
      expect(breaker.state.kind).toBe('open');
      clock.now = 100;
      await breaker.probe(async () => undefined);
      expect(await breaker.run(up)).toBe('ok');
      expect(changes).toEqual(['open', 'half-open', 'closed']);
    });

    it('stays open for longer when it is bad', async () => {
      const { breaker, clock, fail } = createBreaker();
      await fail(3);
      clock.now = 100;
      await breaker.probe(() => Promise.reject(new Error('still down')));
      expect(breaker.state).toEqual({ kind: 'open', openings: 2, until: 300 });
    });

    it('is on probation after a good one: the next failure opens it again, a success clears it', async () => {
      const { breaker, clock, fail } = createBreaker();
      await fail(3);
      clock.now = 100;
      await breaker.probe(async () => undefined);
      await fail(1);
      expect(breaker.state).toEqual({ kind: 'open', openings: 2, until: 300 });
      clock.now = 300;
      await breaker.probe(async () => undefined);
      await breaker.run(up);
      await fail(2);
      expect(breaker.state).toEqual({ kind: 'closed', failures: 2, openings: 0 });
    });

    it('rejects callers while it is out', async () => {
      const { breaker, clock, fail } = createBreaker();
      await fail(3);
      clock.now = 100;
      let answer: () => void = () => undefined;
      const probing = breaker.probe(
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      );
      await expect(breaker.run(up)).rejects.toThrow(CircuitOpenError);
      answer();
      await probing;
      expect(await breaker.run(up)).toBe('ok');
    });
  });
});
