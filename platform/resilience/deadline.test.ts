import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deadline } from './deadline.js';

describe('deadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts with a TimeoutError when the time is over, and not before', () => {
    const { signal } = deadline(1_000);
    vi.advanceTimersByTime(999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts at once with the reason of its parent', () => {
    const parent = new AbortController();
    const { signal } = deadline(1_000, parent.signal);
    const gone = new Error('client gone');
    parent.abort(gone);
    expect(signal.reason).toBe(gone);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is born aborted under a parent that is', () => {
    const { signal } = deadline(1_000, AbortSignal.abort(new Error('too late')));
    expect(signal.reason).toMatchObject({ message: 'too late' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves neither a timer nor a listener behind once cleared', () => {
    const parent = new AbortController();
    const { signal, clear } = deadline(1_000, parent.signal);
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(1);
    clear();
    expect(getEventListeners(parent.signal, 'abort')).toHaveLength(0);
    parent.abort();
    vi.advanceTimersByTime(5_000);
    expect(signal.aborted).toBe(false);
  });
});
