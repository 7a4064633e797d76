import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, DAY_MS, daysBetween, endOfDayAfter, printDate } from './calendar.js';

const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });

describe('calendar', () => {
  it('counts days by the UTC calendar, not by elapsed hours', () => {
    const lateEvening = new Date('2026-03-01T23:59:00Z');
    expect(daysBetween(lateEvening, new Date('2026-03-02T00:01:00Z'))).toBe(1);
    expect(daysBetween(lateEvening, new Date('2026-03-01T00:00:00Z'))).toBe(0);
    expect(daysBetween(lateEvening, new Date('2026-02-28T23:59:00Z'))).toBe(-1);
  });

  it('ends a period with the last millisecond of its last day', () => {
    expect(endOfDayAfter(new Date('2026-02-27T13:00:00Z'), 2).toISOString()).toBe('2026-03-01T23:59:59.999Z');
  });

  it('agrees with itself: the end of a period is in it, the next millisecond is not', () => {
    fc.assert(
      fc.property(instants, fc.nat(400), (from, days) => {
        const end = endOfDayAfter(from, days);
        expect(daysBetween(from, end)).toBe(days);
        expect(daysBetween(from, new Date(end.getTime() + 1))).toBe(days + 1);
      }),
    );
  });

  it('gives the last day of a month that is shorter', () => {
    expect(addMonths(new Date('2027-08-31T10:00:00Z'), 6).toISOString()).toBe('2028-02-29T10:00:00.000Z');
    expect(addMonths(new Date('2026-01-31T10:00:00Z'), 1).toISOString()).toBe('2026-02-28T10:00:00.000Z');
  });

  it('never moves a date backwards or past the month that is meant', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 120 }), (from, months) => {
        const moved = addMonths(from, months);
        const monthsMoved =
          (moved.getUTCFullYear() - from.getUTCFullYear()) * 12 + moved.getUTCMonth() - from.getUTCMonth();
        expect(monthsMoved).toBe(months);
        expect(moved.getTime()).toBeGreaterThan(from.getTime());
        expect(moved.getTime() % DAY_MS).toBe(from.getTime() % DAY_MS);
      }),
    );
  });

  it('prints the UTC day in words', () => {
    expect(printDate(new Date('2026-12-03T23:59:59Z'))).toBe('December 3, 2026');
  });
});
