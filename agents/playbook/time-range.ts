const DAY_MS = 86_400_000;
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  couple: 2,
  few: 3,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};

/** A stretch of time in the past: from the start of one UTC day up to, but not including, the start of another. */
export interface TimeRange {
  from: Date;
  to: Date;
  /** How the customer would say it, such as "last month" or "in March". */
  said: string;
}

/** The time that a customer speaks of ("last month", "since January", "in the past two weeks"), when there is one. */
export function findTimeRange(text: string, now: Date): TimeRange | undefined {
  const plain = text.toLowerCase();
  return findDays(plain, now) ?? findPeriod(plain, now) ?? findSpan(plain, now) ?? findMonth(plain, now);
}

function findDays(plain: string, now: Date): TimeRange | undefined {
  const today = startOfDay(now);
  if (/\byesterday\b/.test(plain)) return { from: addDays(today, -1), to: today, said: 'yesterday' };
  if (/\b(?:today|this morning|an hour ago|just now)\b/.test(plain)) {
    return { from: today, to: addDays(today, 1), said: 'today' };
  }
  return undefined;
}

function findPeriod(plain: string, now: Date): TimeRange | undefined {
  const match = /\b(this|last|past|previous) (week|month|year)\b/.exec(plain);
  if (match === null) return undefined;
  const [, which, unit] = match;
  const until = addDays(startOfDay(now), 1);
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const said = which === 'this' ? `this ${unit}` : `last ${unit}`;
  if (unit === 'week') return { from: addDays(until, which === 'this' ? -7 : -14), to: until, said };
  if (unit === 'month') {
    return which === 'this'
      ? { from: utc(year, month), to: until, said }
      : { from: utc(year, month - 1), to: utc(year, month), said };
  }
  return which === 'this'
    ? { from: utc(year, 0), to: until, said }
    : { from: utc(year - 1, 0), to: utc(year, 0), said };
}

function findSpan(plain: string, now: Date): TimeRange | undefined {
  const count =
    '(\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|(?:a )?couple(?: of)?|(?:a )?few)';
  const match =
    new RegExp(`\\b(?:last|past|previous|within|in the) ${count} (day|week|month|year)s?\\b`).exec(plain) ??
    new RegExp(`\\b${count} (day|week|month|year)s? ago\\b`).exec(plain);
  if (match === null) return undefined;
  const word = (match[1] ?? '').replace(/^a (?=\w)/, '').replace(/ of$/, '');
  const amount = NUMBERS[word] ?? Number(word);
  const days = { day: 1, week: 7, month: 31, year: 366 }[match[2] ?? 'day'] ?? 1;
  const isPoint = match[0].endsWith('ago');
  const until = addDays(startOfDay(now), 1);
  const from = addDays(until, -Math.ceil(amount * days * (isPoint ? 1.35 : 1)) - 1);
  const to = isPoint ? addDays(until, -Math.floor(amount * days * 0.65)) : until;
  return { from, to, said: isPoint ? match[0] : `in the ${match[0].replace(/^in the /, '')}` };
}

function findMonth(plain: string, now: Date): TimeRange | undefined {
  const spoken = MONTHS.filter((name) => name !== 'may').join('|');
  const match =
    new RegExp(
      `\\b(since|in|from|during|of)\\s+(?:early |mid |late )?(${MONTHS.join('|')})\\b(?:,? (20\\d{2}))?`,
    ).exec(plain) ?? new RegExp(`\\b()(${spoken}|may(?= 20\\d{2}))\\b(?:,? (20\\d{2}))?`).exec(plain);
  const month = MONTHS.indexOf(match?.[2] ?? '');
  if (match === null || month < 0) return undefined;
  const latest = now.getUTCFullYear() - (month > now.getUTCMonth() ? 1 : 0);
  const year = match[3] === undefined ? latest : Number(match[3]);
  const isSince = match[1] === 'since';
  const name = (match[2] ?? '').replace(/^./, (letter) => letter.toUpperCase());
  return {
    from: utc(year, month),
    to: isSince ? addDays(startOfDay(now), 1) : utc(year, month + 1),
    said: `${isSince ? 'since' : 'in'} ${name}`,
  };
}

function startOfDay(date: Date): Date {
  return new Date(Math.floor(date.getTime() / DAY_MS) * DAY_MS);
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

function utc(year: number, month: number): Date {
  return new Date(Date.UTC(year, month, 1));
}
