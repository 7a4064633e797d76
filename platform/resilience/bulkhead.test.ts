import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Bulkhead } from './bulkhead.js';
import { sleep } from './sleep.js';

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('Bulkhead', () => {
  it('never runs more calls than its limit, and all of them in order', async () => {
    const bulkhead = new Bulkhead({ limit: 3, queue: 100 });
    let running = 0;
    let most = 0;
    const started: number[] = [];
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        bulkhead.run(async () => {
          started.push(index);
          most = Math.max(most, ++running);
          await sleep(1);
          running--;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(started).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect([bulkhead.running, bulkhead.waiting]).toEqual([0, 0]);
  });

  it('rejects what finds the queue full, at once', async () => {
    const bulkhead = new Bulkhead({ limit: 1, queue: 1 });
    const { open, opened } = gate();
    const first = bulkhead.run(() => opened);
    const second = bulkhead.run(async () => 'second');
    await expect(bulkhead.run(async () => 'third')).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 1,
    });
    open();
    await first;
    expect(await second).toBe('second');
  });

  it('gives the place of a failed call to the next', async () => {
    const bulkhead = new Bulkhead({ limit: 1, queue: 1 });
    const failing = bulkhead.run(() => Promise.reject(new Error('no')));
    const next = bulkhead.run(async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
    expect(bulkhead.running).toBe(0);
  });

  it('lets a caller that gives up leave the queue at once', async () => {
    const bulkhead = new Bulkhead({ limit: 1, queue: 1 });
    const { open, opened } = gate();
    const first = bulkhead.run(() => opened);
    const controller = new AbortController();
    let called = false;
    const waiting = bulkhead.run(async () => {
      called = true;
    }, controller.signal);
    controller.abort(new Error('gave up'));
    await expect(waiting).rejects.toThrow('gave up');
    expect(bulkhead.waiting).toBe(0);
    const other = bulkhead.run(async () => 'other');
    open();
    await first;
    expect(await other).toBe('other');
    expect(called).toBe(false);
  });

  it('does not call for a caller that has given up already, and leaves no listener', async () => {
    const bulkhead = new Bulkhead({ limit: 1, queue: 5 });
    await expect(bulkhead.run(async () => 1, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    const controller = new AbortController();
    const { open, opened } = gate();
    const first = bulkhead.run(() => opened);
    const second = bulkhead.run(async () => 2, controller.signal);
    open();
    await Promise.all([first, second]);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(bulkhead.running).toBe(0);
  });
});
