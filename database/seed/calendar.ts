const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Instants counted back from the day that the seed is made for. */
export interface Calendar {
  readonly now: Date;
  /** That many days before (a negative number: after), at that hour UTC; fractions of an hour are minutes. */
  daysAgo(days: number, hour?: number): Date;
}

/** A calendar whose day zero begins at midnight UTC of the day given. */
export function createCalendar(now: Date): Calendar {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return {
    now: new Date(midnight),
    daysAgo: (days, hour = 10) => new Date(midnight - days * DAY_MS + Math.round(hour * HOUR_MS)),
  };
}

/** The instant that many days later; fractions count. */
export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + Math.round(days * DAY_MS));
}
