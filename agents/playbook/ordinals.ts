const NAMES: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  sixth: 6,
  '6th': 6,
};
const COUNTS = 'one|two|three|four|five|six|[1-6]';
const COUNT_VALUES: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** The places in a list that a customer names ("the second", "number 3", "the last one"), from 1; -1 is the last. */
export function findOrdinals(text: string): number[] {
  const plain = text.toLowerCase();
  const named = [
    ...plain.matchAll(/\b(first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)\b(?!\s+time)/g),
  ].map((match) => NAMES[match[1] ?? ''] ?? 0);
  const numbered = [
    ...plain.matchAll(new RegExp(`\\b(?:number|no\\.?|nr\\.?|option|#)\\s*(${COUNTS})\\b(?!\\d)`, 'g')),
  ].map((match) => toCount(match[1] ?? ''));
  const alone = /^\W*([1-6])\W*$/.exec(plain);
  const last = /\b(?:the )?(?:last|bottom) (?:one|of them|of those)\b|^\W*the last\W*$/.test(plain)
    ? [-1]
    : [];
  return [...named, ...numbered, ...(alone ? [toCount(alone[1] ?? '')] : []), ...last].filter(
    (place) => place !== 0,
  );
}

function toCount(word: string): number {
  return COUNT_VALUES[word] ?? Number(word);
}
