/** Milliseconds of a day without leap seconds. */
export const DAY_MS = 86_400_000;

const longDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** The date in words for sentences that policy writes, such as `December 3, 2026`; always the UTC day. */
export function printDate(date: Date): string {
  return longDate.format(date);
}

/** Whole calendar days from one instant to another, counted by UTC days; negative when `to` is earlier. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor(to.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS);
}

/** The last millisecond of the UTC day that lies `days` after the given instant's. */
export function endOfDayAfter(from: Date, days: number): Date {
  return new Date((Math.floor(from.getTime() / DAY_MS) + days + 1) * DAY_MS - 1);
}

/** The same day some months later, at the same time; the 31st becomes the month's last day where it has none. */
export function addMonths(from: Date, months: number): Date {
  const result = new Date(from.getTime());
  const day = result.getUTCDate();
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, lastDay));
  return result;
}

/** The same time some business days later; Saturdays and Sundays do not count, by UTC days. */
export function addBusinessDays(from: Date, days: number): Date {
  let date = from;
  for (let left = days; left > 0; ) {
    date = new Date(date.getTime() + DAY_MS);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date;
}
