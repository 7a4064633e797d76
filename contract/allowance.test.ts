import { describe, expect, it } from 'vitest';
import { shareOf } from './allowance.js';

const turn = { modelCalls: 12, toolCalls: 20, tokens: 150_000, free: false };

describe('the share of one request', () => {
  it.each([1, 2, 3, 4, 5, 6])('never adds up to more than the turn has: %i requests', (requests) => {
    const share = shareOf(turn, requests);
    expect(share.modelCalls * requests).toBeLessThanOrEqual(turn.modelCalls);
    expect(share.toolCalls * requests).toBeLessThanOrEqual(turn.toolCalls);
    expect(share.tokens * requests).toBeLessThanOrEqual(turn.tokens);
    // One call to look something up and one to answer.
    expect(share.modelCalls).toBeGreaterThanOrEqual(2);
    expect(share.toolCalls).toBeGreaterThanOrEqual(3);
  });

  it('is free when the turn is', () => {
    expect(shareOf({ ...turn, free: true }, 2).free).toBe(true);
  });
});
