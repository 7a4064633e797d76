import { describe, expect, it } from 'vitest';
import { FRESH_WORDINGS } from './fresh-wordings.js';
import { GOALS } from './goals.js';
import { printHeld, printTranscript } from './report.js';
import { type Plan, runGoals } from './run-goals.js';

/** One goal in six, each with another of its wordings: enough to notice that something stopped working. */
function sample(): Plan[] {
  const all = Object.entries(GOALS).flatMap(([group, goals]) => goals.map((goal) => ({ group, goal })));
  return all.flatMap(({ group, goal }, index) => {
    const number = (Math.floor(index / 6) % goal.wordings.length) + 1;
    const wording = goal.wordings[number - 1];
    return index % 6 === 0 && wording !== undefined ? [{ group, goal, wordings: [{ number, wording }] }] : [];
  });
}

describe('customers of the local model', () => {
  it('have at least 60 goals to reach, each told apart and worded in three ways', () => {
    const goals = Object.values(GOALS).flat();
    expect(goals.length).toBeGreaterThanOrEqual(60);
    expect(new Set(goals.map(({ id }) => id)).size).toBe(goals.length);
    expect(goals.filter(({ wordings }) => wordings.length !== 3).map(({ id }) => id)).toEqual([]);
    expect(Object.keys(FRESH_WORDINGS).sort()).toEqual(goals.map(({ id }) => id).sort());
  });

  it('reach what they want in a sample of the conversations', { timeout: 180_000 }, async () => {
    const held = await runGoals(sample());
    const missed = held.filter(({ missing }) => missing.length > 0);
    expect(held.length).toBeGreaterThan(15);
    expect(
      missed.length,
      `${missed.map(printTranscript).join('\n')}\n${printHeld(held)}`,
    ).toBeLessThanOrEqual(2);
  });
});
