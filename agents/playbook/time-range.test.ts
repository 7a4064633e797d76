import { describe, expect, it } from 'vitest';
import { findTimeRange } from './time-range.js';

const now = new Date('2026-06-15T10:00:00Z');
const days = (text: string) => {
  const range = findTimeRange(text, now);
  return range && [range.from.toISOString().slice(0, 10), range.to.toISOString().slice(0, 10), range.said];
};

describe('times in the past', () => {
  it.each([
    ['what did I buy yesterday', ['2026-06-14', '2026-06-15', 'yesterday']],
    ['placed this morning', ['2026-06-15', '2026-06-16', 'today']],
    ['last month', ['2026-05-01', '2026-06-01', 'last month']],
    ['this year', ['2026-01-01', '2026-06-16', 'this year']],
    ['last year', ['2025-01-01', '2026-01-01', 'last year']],
    ['this week', ['2026-06-09', '2026-06-16', 'this week']],
    ['since January', ['2026-01-01', '2026-06-16', 'since January']],
    ['in march', ['2026-03-01', '2026-04-01', 'in March']],
    ['in december', ['2025-12-01', '2026-01-01', 'in December']],
    ['orders april 2026', ['2026-04-01', '2026-05-01', 'in April']],
    ['from may 2025', ['2025-05-01', '2025-06-01', 'in May']],
    ['in the past two weeks', ['2026-06-01', '2026-06-16', 'in the past two weeks']],
  ])('%s', (text, expected) => {
    expect(days(text)).toEqual(expected);
  });

  it('leave room around "three weeks ago"', () => {
    const range = findTimeRange('I bought it three weeks ago', now);
    const then = new Date('2026-05-25T00:00:00Z');
    expect(range && range.from <= then && then < range.to).toBe(true);
  });

  it('are none where none is spoken of, and "may" is no month by itself', () => {
    expect(findTimeRange('may I return it', now)).toBeUndefined();
    expect(findTimeRange('where is my order', now)).toBeUndefined();
  });
});
