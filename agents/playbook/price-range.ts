const AMOUNT =
  '(?:[$€£]|usd|eur)?\\s*(\\d{1,3}(?:[,.]\\d{3})+|\\d+(?:[.,]\\d{1,2})?)(?![.,]?\\d)\\s*(k\\b)?\\s*(?:[$€£]|dollars?|euros?|bucks|usd|eur|quid|pounds?)?';
// An amount followed by one of these is a measure, not a price.
const NOT_MEASURE =
  '(?!\\s*(?:"|”|inch|in\\b|cm|mm|m\\b|gb|tb|mb|hz|watts?|w\\b|l\\b|lit|ml|kg|g\\b|hours?|h\\b|mah|days?|people|persons?|rooms?|square|sqm|m2|%|years?|months?|stars?))';

/** Limits of a price in whole currency units, as a customer named them. */
export interface PriceRange {
  min?: number;
  max?: number;
}

const BETWEEN = pattern(`(?:between|from)\\s+${AMOUNT}\\s*(?:and|to|-|–)\\s*${AMOUNT}${NOT_MEASURE}`);
const DASH = pattern(
  `(?<![\\w.])[$€£]?(\\d{2,5})\\s*[-–]\\s*[$€£]?(\\d{2,5})\\s*(?:[$€£]|dollars?|euros?|bucks|usd|eur)`,
);
const MOST = pattern(
  `(?:<=?|under|below|less than|cheaper than|at most|up to|max(?:imum)?(?: of)?|not (?:more|over) than|no more than|not over|within|budget(?: is| of| around)?|spend|for|lower than)\\s*:?\\s*(?:only |about |around |max\\.? )?${AMOUNT}${NOT_MEASURE}`,
);
const MOST_AFTER = pattern(`${AMOUNT}\\s*(?:or less|max(?:imum)?|tops|at most|budget|to spend)`);
const LEAST = pattern(
  `(?:over|above|more than|at least|min(?:imum)?(?: of)?|starting at|upwards of)\\s*${AMOUNT}${NOT_MEASURE}`,
);
const ABOUT = pattern(
  `(?:around|about|roughly|approximately|approx\\.?|circa|ca\\.?)\\s*${AMOUNT}${NOT_MEASURE}`,
);

/** The price limits in a request ("under 150", "between 50 and 100", "around 80 euros"); empty when it names none. */
export function findPriceRange(text: string): PriceRange {
  const plain = text.toLowerCase();
  const between = BETWEEN.exec(plain);
  if (between !== null) return ordered(toAmount(between[1], between[2]), toAmount(between[3], between[4]));
  const dash = DASH.exec(plain);
  if (dash !== null) return ordered(toAmount(dash[1]), toAmount(dash[2]));
  const about = ABOUT.exec(plain);
  if (about !== null) {
    const amount = toAmount(about[1], about[2]);
    if (/\b(?:budget|spend)/.test(plain)) return { max: Math.round(amount * 1.1) };
    return { min: Math.floor(amount * 0.7), max: Math.ceil(amount * 1.2) };
  }
  const least = LEAST.exec(plain);
  const most = MOST.exec(plain) ?? MOST_AFTER.exec(plain);
  return {
    ...(least === null || /\b(?:no|not)\s+$/.test(plain.slice(0, least.index))
      ? {}
      : { min: toAmount(least[1], least[2]) }),
    ...(most === null ? {} : { max: toAmount(most[1], most[2]) }),
  };
}

/** The request without the words that name a price. */
export function withoutPrice(text: string): string {
  return [BETWEEN, DASH, ABOUT, LEAST, MOST, MOST_AFTER].reduce(
    (rest, each) => rest.replace(each, ' '),
    text,
  );
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'i');
}

function toAmount(digits = '0', thousand?: string): number {
  const plain = /[.,]\d{3}(?!\d)/.test(digits)
    ? digits.replaceAll(/[.,](?=\d{3})/g, '')
    : digits.replace(',', '.');
  return Number(plain) * (thousand === undefined ? 1 : 1_000);
}

function ordered(left: number, right: number): PriceRange {
  return { min: Math.min(left, right), max: Math.max(left, right) };
}
