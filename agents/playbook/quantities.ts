const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const COUNT = '\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten';
const THINGS = 'pieces?|units?|pcs?|copies|items?|pairs?|packs?|boxes';
const PARTS: readonly RegExp[] = [
  new RegExp(`\\b(${COUNT})\\s+(?:out )?of\\s+(?:them|these|those|the|my|our|${COUNT})\\b`, 'i'),
  new RegExp(
    `\\b(?:only|just|exactly)\\s+(${COUNT})\\b(?!\\s*(?:year|month|week|day|hour|time|w\\b|inch|cm|m\\b|gb|tb))`,
    'i',
  ),
  new RegExp(`\\b(${COUNT})\\s+(?:single )?(?:${THINGS})\\b`, 'i'),
  new RegExp(`\\b(?:return|send back|give back|take back|exchange|swap)\\s+(${COUNT})\\b(?!\\d)`, 'i'),
];
const KEPT = new RegExp(`\\b(?:keep|keeping)\\s+(?:the )?(?:other )?(${COUNT})\\b`, 'i');
const ALONE = new RegExp(`^\\W*(?:just |only )?(${COUNT})(?: (?:piece|pc|of them))?(?: please)?\\W*$`, 'i');

/** How many pieces a message speaks of as a part of more; undefined when it names no number. "One of the items" is a choice, no count. */
export function findQuantity(text: string): number | undefined {
  const plain = text.replaceAll(/\bsb[\s_-]*\d{6}\b|#?\b\d{6}\b/gi, ' ');
  if (/\bone of (?:the|my|these|those) (?:items|things|products|articles)\b/i.test(plain)) return undefined;
  const counted = [...PARTS, ALONE]
    .map((pattern) => pattern.exec(plain)?.[1])
    .find((found) => found !== undefined);
  return counted === undefined ? undefined : toCount(counted);
}

/** How many pieces a message wants to keep; undefined when it names no number. */
export function findKeptQuantity(text: string): number | undefined {
  const kept = KEPT.exec(text)?.[1];
  return kept === undefined ? undefined : toCount(kept);
}

function toCount(word: string): number {
  return WORDS[word.toLowerCase()] ?? Number(word);
}
