import { describe, expect, it } from 'vitest';
import { costOf, LIST_PRICES, priceOf } from './price-table.js';

const NONE = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

describe('the price of a model', () => {
  it('is found by a part of its id, whatever region or profile stands before it', () => {
    for (const id of [
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
    ]) {
      expect(priceOf(LIST_PRICES, id), id).toMatchObject({ input: 3, output: 15 });
    }
    expect(priceOf(LIST_PRICES, 'meta.llama')).toBeUndefined();
  });

  it('is that of the longest part which fits', () => {
    const table = new Map([
      ['nova', { ...NONE, input: 1 }],
      ['nova-pro', { ...NONE, input: 2 }],
    ]);
    expect(priceOf(table, 'eu.amazon.nova-pro-v1:0')?.input).toBe(2);
  });
});

describe('what a call cost', () => {
  it('counts tokens from and to the cache at their own prices', () => {
    const tokens = { input: 1_000 + 5_000 + 2_000, cacheRead: 5_000, cacheWrite: 2_000, output: 100 };
    expect(costOf(LIST_PRICES, 'anthropic.claude-sonnet-4-5', tokens)).toBe(
      1_000 * 3 + 5_000 * 0.3 + 2_000 * 3.75 + 100 * 15,
    );
  });

  it('is never free for a model without a price', () => {
    expect(costOf(LIST_PRICES, 'unknown.model', { ...NONE, input: 1_000 })).toBe(5_000);
  });

  it('is nothing for nothing', () => {
    expect(costOf(LIST_PRICES, 'unknown.model', NONE)).toBe(0);
  });
});
