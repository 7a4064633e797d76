import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import { Breaker } from './breaker.js';
import { retry } from './retry.js';

const unavailable = new AppError('unavailable', 'down');

function recordingWait() {
  const waits: number[] = [];
  return { waits, wait: async (milliseconds: number) => void waits.push(milliseconds) };
}

describe('retry', () => {
  it('makes the call again until it succeeds and counts from 1', async () => {
    const { wait } = recordingWait();
    const attempts: number[] = [];
    const result = await retry(
      async (attempt) => {
        attempts.push(attempt);
        if (attempt < 3) throw unavailable;
        return 'ok';
      },
      { wait },
    );
    expect([result, attempts]).toEqual(['ok', [1, 2, 3]]);
  });

  it('rejects with the last error after so many attempts', async () => {
    const { wait, waits } = recordingWait();
    let calls = 0;
    const failing = retry(() => Promise.reject(new Error(`failure ${++calls}`)), { attempts: 4, wait });
    await expect(failing).rejects.toThrow('failure 4');
    expect(waits).toHaveLength(3);
  });

  it('waits exponentially longer, anywhere from nothing to the whole of it', async () => {
    const patience = async (random: () => number) => {
      const { wait, waits } = recordingWait();
      const options = { attempts: 6, baseMs: 100, maxMs: 1_000, random, wait };
      await retry(() => Promise.reject(unavailable), options).catch(() => undefined);
      return waits;
    };
    expect(await patience(() => 1)).toEqual([100, 200, 400, 800, 1_000]);
    expect(await patience(() => 0)).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([
    ["the caller's fault", new AppError('invalid-input', 'no')],
    ['an abort', new DOMException('gone', 'AbortError')],
  ])('does not repeat %s', async (_what, error) => {
    let calls = 0;
    await retry(() => {
      calls++;
      return Promise.reject(error);
    }).catch(() => undefined);
    expect(calls).toBe(1);
  });

  it('makes no further call once the circuit is open', async () => {
    const { wait } = recordingWait();
    const breaker = new Breaker({ name: 'x', threshold: 2 });
    let calls = 0;
    const call = () =>
      breaker.run(() => {
        calls++;
        return Promise.reject(unavailable);
      });
    await retry(call, { attempts: 5, wait }).catch(() => undefined);
    expect(calls).toBe(2);
  });

  it('asks the caller what is worth another attempt', async () => {
    const { wait } = recordingWait();
    let calls = 0;
    const call = () => {
      calls++;
      return Promise.reject(unavailable);
    };
    await retry(call, { retryOn: (_error, attempt) => attempt < 2, wait }).catch(() => undefined);
    expect(calls).toBe(2);
  });

  it('stops waiting as soon as its signal aborts', async () => {
    const controller = new AbortController();
    const failing = retry(() => Promise.reject(unavailable), {
      baseMs: 60_000,
      maxMs: 60_000,
      random: () => 1,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('turn over')), 10);
    await expect(failing).rejects.toThrow('turn over');
    let calls = 0;
    await expect(retry(async () => calls++, { signal: controller.signal })).rejects.toThrow('turn over');
    expect(calls).toBe(0);
  });

  it('does not try again without leave, and gives each leave back', async () => {
    const asked: string[] = [];
    const permit = () => {
      if (asked.length === 4) return undefined;
      asked.push('taken');
      return () => void asked.push('back');
    };
    let calls = 0;
    const call = async () => {
      calls += 1;
      throw new AppError('unavailable', `down ${calls}`);
    };
    await expect(retry(call, { attempts: 9, permit, wait: async () => undefined })).rejects.toThrow('down 3');
    expect(asked).toEqual(['taken', 'back', 'taken', 'back']);
  });

  it('gives the leave back when the caller goes away while it waits', async () => {
    let out = 0;
    const permit = () => {
      out += 1;
      return () => {
        out -= 1;
      };
    };
    const leaving = new AbortController();
    const call = async () => {
      throw new AppError('unavailable', 'down');
    };
    const calling = retry(call, {
      permit,
      signal: leaving.signal,
      wait: async () => {
        leaving.abort(new Error('gone'));
        throw leaving.signal.reason;
      },
    });
    await expect(calling).rejects.toThrow('gone');
    expect(out).toBe(0);
  });
});
