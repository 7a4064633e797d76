import { describe, expect, it } from 'vitest';
import { RetryBudget } from './retry-budget.js';

const forever = () => new Promise<never>(() => undefined);

describe('RetryBudget', () => {
  it('always lets a few repeat at once', () => {
    const budget = new RetryBudget();
    expect([budget.take(), budget.take(), budget.take()].every((leave) => leave !== undefined)).toBe(true);
    expect(budget.take()).toBeUndefined();
  });

  it('lets no more than a fifth of the active calls repeat at once', () => {
    const budget = new RetryBudget();
    for (let call = 0; call < 50; call++) void budget.track(forever);
    const leaves = Array.from({ length: 20 }, () => budget.take());
    expect(leaves.filter((leave) => leave !== undefined)).toHaveLength(10);
  });

  it('has the leave back when it is given back, once', () => {
    const budget = new RetryBudget({ least: 1 });
    const leave = budget.take();
    expect(budget.take()).toBeUndefined();
    leave?.();
    leave?.();
    expect(budget.take()).toBeDefined();
    expect(budget.take()).toBeUndefined();
  });

  it('counts a call that fails as ended', async () => {
    const budget = new RetryBudget({ share: 1, least: 0 });
    await expect(budget.track(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(budget.take()).toBeUndefined();
  });
});
