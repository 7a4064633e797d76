import { describe, expect, it } from 'vitest';
import { RoundBudget } from './round-budget.js';

describe('the rounds of a turn', () => {
  it('end with the last model call', () => {
    const rounds = new RoundBudget({ modelCalls: 3, tokens: Number.POSITIVE_INFINITY, answerTokens: 100 });
    expect([1, 2, 3].map((round) => rounds.mayFollow(round))).toEqual([true, true, false]);
    expect([1, 2].map((round) => rounds.isLastAfter(round))).toEqual([false, true]);
  });

  it('end while the next one still fits into the tokens', () => {
    const rounds = new RoundBudget({ modelCalls: 100, tokens: 10_000, answerTokens: 500 });
    let [round, spent, reads] = [0, 0, 1_000];
    do {
      round += 1;
      rounds.spent({ inputTokens: reads, outputTokens: 500 });
      spent += reads + 500;
      rounds.grew('x'.repeat(300));
      reads += 500 + 100;
    } while (rounds.mayFollow(round));
    expect(spent).toBeLessThanOrEqual(10_000);
    expect(spent + reads + 500).toBeGreaterThan(10_000);
    expect(round).toBeGreaterThan(2);
  });

  it('end when a tool brought more than could be read', () => {
    const rounds = new RoundBudget({ modelCalls: 8, tokens: 10_000, answerTokens: 500 });
    rounds.spent({ inputTokens: 1_000, outputTokens: 50 });
    expect(rounds.mayFollow(1)).toBe(true);
    rounds.grew('x'.repeat(60_000));
    expect(rounds.mayFollow(1)).toBe(false);
  });

  it('tell the model before the last one that fits', () => {
    const rounds = new RoundBudget({ modelCalls: 8, tokens: 6_000, answerTokens: 500 });
    rounds.spent({ inputTokens: 1_000, outputTokens: 100 });
    expect(rounds.isLastAfter(1)).toBe(false);
    rounds.spent({ inputTokens: 1_200, outputTokens: 100 });
    expect(rounds.isLastAfter(2)).toBe(true);
    expect(rounds.mayFollow(2)).toBe(true);
  });
});
