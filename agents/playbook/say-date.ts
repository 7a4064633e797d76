const DAY_MS = 86_400_000;

/** A day as one says it beside `now`: "today", "yesterday", "Tuesday, May 5", "May 5" or "May 5, 2024". UTC days. */
export function sayDate(date: string | Date, now: Date, locale: string): string {
  const when = new Date(date);
  const distance = Math.floor(when.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
  if (distance === 0) return 'today';
  if (distance === 1) return 'tomorrow';
  if (distance === -1) return 'yesterday';
  const weekday = Math.abs(distance) <= 6 ? { weekday: 'long' as const } : {};
  const year = when.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' as const };
  const options = { ...weekday, ...year, day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale.startsWith('en') ? locale : 'en-US', options).format(when);
}

/** The same with "on" before it where English wants one. */
export function onDate(date: string | Date, now: Date, locale: string): string {
  const said = sayDate(date, now, locale);
  return /^(?:today|tomorrow|yesterday)$/.test(said) ? said : `on ${said}`;
}
