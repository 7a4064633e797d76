/** What must neither be lost nor invented when an answer is worded anew; every value in one spelling. */
export interface TextFacts {
  /** Cents, by currency-less amount: "$1,299.00", "1299 dollars" and "USD 1,299" are 129900. */
  amounts: ReadonlySet<string>;
  /** `MM-DD` or `YYYY-MM-DD`. */
  dates: ReadonlySet<string>;
  /** Order, case and tracking numbers, e-mail addresses. */
  ids: ReadonlySet<string>;
  citations: ReadonlySet<string>;
  /** All other numbers, in digits or as words. */
  numbers: ReadonlySet<string>;
  /** Those of them that stood there as words; they can be said otherwise without being lost. */
  worded: ReadonlySet<string>;
}

const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const MONTH = `(?<month>(?:${MONTHS})|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?)`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?:,?\\s+(?<year>(?:19|20)\\d{2}))?';
const DATES = [
  /\b(?<year>(?:19|20)\d{2})-(?<monthNumber>\d{2})-(?<day>\d{2})\b(?:T[\d:.]+Z?)?/gi,
  new RegExp(`\\b${MONTH}\\s+${DAY}\\b${YEAR}`, 'gi'),
  new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH}${YEAR}`, 'gi'),
];
const AMOUNT = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d{1,2})?';
const MONEY = [
  new RegExp(`(?:[$€£]|\\b(?:usd|eur|gbp)\\s?)\\s?(?<amount>${AMOUNT})(?![\\d])`, 'gi'),
  new RegExp(
    `(?<![\\w.,])(?<amount>${AMOUNT})\\s?(?:[$€£]|(?:us )?dollars?\\b|usd\\b|euros?\\b|eur\\b|pounds?\\b|bucks\\b)`,
    'gi',
  ),
  /(?<![\w.,])(?<amount>(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2})(?![\d.]|\s?%)/gi,
];
const CITATION = /\[(?<id>[a-z0-9-]{1,80}\.\d{1,4})\]/gi;
const ID =
  /\b[a-z]{1,5}-?\d[a-z0-9]*(?:-[a-z0-9]+)*\b|\b[a-z]{1,5}-[a-z0-9]*\d[a-z0-9-]*\b|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** "SB 100123": only capitals before a long number are one with it. */
const SPACED_ID = /\b[A-Z]{2,5} \d{4,}\b/g;
const NUMBER = /(?<![\w.,])\d+(?:[.,]\d+)*/g;
const LIST_MARKER = /^\s*\d{1,2}\.\s/gm;
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** "One" is mostly no number. */
const COUNTED = new RegExp(`\\b(${WORDS.slice(2).join('|')})\\b`, 'gi');

/** The facts of a text. What one kind has taken is not read again as another. */
export function findFacts(text: string): TextFacts {
  let rest = text.replaceAll(LIST_MARKER, ' ');
  const take = (
    pattern: RegExp,
    toValue: (groups: Record<string, string | undefined>, whole: string) => string,
  ) => {
    const found: string[] = [];
    rest = rest.replaceAll(pattern, (...match: unknown[]) => {
      const groups = match.at(-1);
      found.push(toValue(isGroups(groups) ? groups : {}, String(match[0])));
      return ' ; ';
    });
    return found;
  };
  const citations = take(CITATION, ({ id = '' }) => id.toLowerCase());
  const dates = DATES.flatMap((pattern) => take(pattern, toDate));
  const amounts = MONEY.flatMap((pattern) => take(pattern, ({ amount = '' }) => toCents(amount)));
  const ids = [SPACED_ID, ID].flatMap((pattern) =>
    take(pattern, (_, whole) => whole.toLowerCase().replaceAll(/[^a-z0-9@.]/g, '')),
  );
  const numbers = take(NUMBER, (_, whole) => String(Number(whole.replaceAll(',', ''))));
  const worded = take(COUNTED, (_, whole) => String(WORDS.indexOf(whole.toLowerCase())));
  return {
    amounts: new Set(amounts),
    dates: new Set(dates),
    ids: new Set(ids),
    citations: new Set(citations),
    numbers: new Set([...numbers, ...worded]),
    worded: new Set(worded.filter((value) => !numbers.includes(value))),
  };
}

function isGroups(value: unknown): value is Record<string, string | undefined> {
  return typeof value === 'object' && value !== null;
}

function toCents(amount: string): string {
  return String(Math.round(Number(amount.replaceAll(',', '')) * 100));
}

function toDate({ year, month, monthNumber, day = '' }: Record<string, string | undefined>): string {
  const names = MONTHS.split('|');
  const start = month?.toLowerCase().slice(0, 3) ?? '';
  const number =
    monthNumber ?? String(names.findIndex((name) => name.startsWith(start)) + 1).padStart(2, '0');
  return `${year === undefined ? '' : `${year}-`}${number}-${day.padStart(2, '0')}`;
}
