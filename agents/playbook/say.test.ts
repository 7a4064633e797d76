import { describe, expect, it } from 'vitest';
import { capitalize, sayAll, sayCount, sayList, sayNames, sayNumbered } from './say.js';
import { onDate, sayDate } from './say-date.js';

const now = new Date('2026-06-15T10:00:00Z');

describe('saying things', () => {
  it('joins lists, counts and lines', () => {
    expect(sayList(['a', 'b', 'c'])).toBe('a, b and c');
    expect(sayList(['a', 'b'], 'or')).toBe('a or b');
    expect(sayList([])).toBe('');
    expect(sayCount(1, 'day')).toBe('1 day');
    expect(sayCount(3, 'day')).toBe('3 days');
    expect(sayNumbered(['x', 'y'])).toBe('1. x\n2. y');
    expect(sayNames(['Ink', 'Ink', 'Pan'])).toBe('2 × Ink and Pan');
    expect(sayAll(['a', undefined, '', false, 'b'])).toBe('a b');
    expect(capitalize('ähnlich')).toBe('Ähnlich');
  });

  it.each([
    ['2026-06-15T23:00:00Z', 'today', 'today'],
    ['2026-06-16T01:00:00Z', 'tomorrow', 'tomorrow'],
    ['2026-06-14T23:59:00Z', 'yesterday', 'yesterday'],
    ['2026-06-12T08:00:00Z', 'Friday, June 12', 'on Friday, June 12'],
    ['2026-05-02T08:00:00Z', 'May 2', 'on May 2'],
    ['2025-05-02T08:00:00Z', 'May 2, 2025', 'on May 2, 2025'],
  ])('says %s as a day', (date, said, on) => {
    expect(sayDate(date, now, 'en-US')).toBe(said);
    expect(onDate(date, now, 'fr-FR')).toBe(on);
  });
});
