import { wordsOf } from './message-signals.js';

/**
 * A piece of a message, where it stands in it, and what separates it from the piece before: words that add a matter
 * (`added`: "also", "by the way"), the end of a sentence (`hard`) or line (`line`), a slash, or what may separate nothing (`soft`:
 * "and"), and mostly does not (`comma`).
 */
export interface Clause {
  text: string;
  boundary: 'start' | 'added' | 'hard' | 'line' | 'slash' | 'soft' | 'comma';
  start: number;
  end: number;
}

const ADDING =
  "(?:and )?(?:also|besides|by the way|btw|another (?:thing|question)(?: is)?|(?:one|two) more (?:things?|questions?)|on top of that|additionally|in addition|furthermore|(?:first|second|third|last)ly|(?:second|third)(?=[,:])|next question|oh,? and|separately|apart from that|other than that|for (?:one|another)(?=[,:])|on the other(?: hand)?|(?:while|since) (?:i have you|you(?:'re| are) at it|we(?:'re| are) at it)|(?:before|after) that(?=[,:])|when you(?:'re| are) done)";
const ASKING =
  "(?:can|could|would|will|how|what|where|when|why|which|who|do|does|did|is|are|has|have|please|i|i'm|i'd|my|the|tell|show|cancel|track|recommend|suggest|help|need|want|delete|remove|add|update|change|return|refund|exchange|swap|stop|unsubscribe|find|send|explain|compare|look(?:ing)?|get|give|reset|set|save|remember|forget|invoice|order|any|no)";
/** A full stop after "Mr" or "no" ends no sentence, nor one after "St" that is not the street of an address ("5 Elm St."). */
const SENTENCE_END =
  '(?<=[.?!…])(?<!\\b(?:mr|mrs|ms|dr|no|nr|vs|approx|e\\.g|i\\.e)\\.)(?<!(?<!\\d\\w*\\s\\w+\\s)\\bst\\.)\\s+(?=\\S)';
/** What opens with one matter and comes to another after the comma ("besides the late parcel, I need a lamp"). */
const OPENING_ADDS =
  '(?<=(?:^|[.?!\\n]\\s*)(?:besides|apart from|aside from|in addition to|on top of|as well as) [^,.?!\\n]{3,80}),\\s+';
/** What stands before an item of a list: a dash or bullet at the start of a line, a number anywhere. */
const LIST_ITEM = '(?:^|\\s*\\n\\s*)(?:[-*•–]|\\d{1,2}[.)])\\s+|(?:^|\\s+)\\(?[1-9]\\)\\s+';
const HARD = new RegExp(
  [
    LIST_ITEM,
    SENTENCE_END,
    OPENING_ADDS,
    '\\s*[\\n;]+\\s*',
    '\\s+[+|]\\s+',
    `\\s*[,.:]\\s*\\b${ADDING}\\b[:,]?\\s+`,
    `\\s+(?:and also|and besides|by the way|btw|oh and|${ADDING}[:,])\\s+`,
    `\\s+also,?\\s+(?=${ASKING}\\b)`,
  ].join('|'),
  'gi',
);
const SOFT = new RegExp(
  `\\s*,?\\s+\\b(?:and|plus|then|as well as|but)\\b\\s+|\\s*,\\s+(?=${ASKING}\\b)|\\s+[&/]\\s+`,
  'gi',
);
const COMMA = /,\s+/g;
/** Fewer words than this beside a comma are an item of a list or an aside. */
const WORDS_BESIDE_COMMA = 3;
/** Words that only say which matter comes first, or what the next words are about. */
const OPENER =
  /^(?:(?:before anything else|first of all|on the one hand|on the other hand|after that)$|(?:so |and |now )?(?:back to|as for|about|regarding|concerning|coming back to|as to)\b)/i;
/** What a later clause begins with and does not need any more once it stands alone. */
const LEAD = new RegExp(`^(?:(?:and|plus|but|then|so|${ADDING})\\b[\\s:,.!-]*)+`, 'i');
/** How a message of several matters may begin. */
const FIRST_LEAD =
  /^(?:(?:so|well|hi|hello)\b[,\s]*)?(?:on the one hand|for one,|first(?:ly)?,|first of all,?|before anything else,|(?:[\w' ]{0,40}\b)?(?:two|three|several|a few|a couple of) (?:things|questions|matters|requests|reasons|problems|issues|points)[\w\s]*?[.:])\s*/i;
const ONLY_LEAD = new RegExp(`^(?:and|plus|but|then|so|${ADDING})\\W*$`, 'i');
const ADDED = new RegExp(`\\b${ADDING}\\b|\\s[+|]\\s|(?:^|\\n|\\s)\\s*(?:[-*•–]|\\(?\\d{1,2}[.)])\\s`, 'i');
/** A clause that says or ends like this adds a matter to the one before. */
const ADDS_INSIDE = /\balso\b|\b(?:too|as well|either)\W*$/i;
const OPENS_ADDING = /^(?:besides|apart from|aside from|in addition to|on top of|as well as)\b/i;
const MOST_CLAUSES = 12;

/** The clauses of a message in order; their texts are the customer's own words without the connectors. */
export function splitClauses(message: string): Clause[] {
  const clauses: Clause[] = [];
  for (const sentence of pieces(message, 0, message.length, HARD)) {
    for (const [place, piece] of piecesOfSentence(message, sentence).entries()) {
      const said = message.slice(piece.start, piece.end);
      if (clauses.length > 0 && ONLY_LEAD.test(said)) continue;
      const start = piece.start + leadOf(said, clauses.length === 0 ? FIRST_LEAD : LEAD).length;
      const text = message.slice(start, piece.end);
      clauses.push({
        text,
        boundary: boundaryOf(message, clauses, { ...piece, start, place }),
        start,
        end: piece.end,
      });
    }
  }
  if (clauses.length > 0 && clauses.length <= MOST_CLAUSES) return clauses;
  return [{ text: message.trim(), boundary: 'start', start: 0, end: message.length }];
}

interface Part extends Piece {
  /** Whether only a comma stands before it. */
  afterComma: boolean;
}

/** The pieces between what may separate; those of a short sentence also between commas that stand between longer stretches. */
function piecesOfSentence(message: string, { start, end }: Piece): Part[] {
  return pieces(message, start, end, SOFT).flatMap((piece) =>
    joinShort(message, pieces(message, piece.start, piece.end, COMMA)).map((part, index) => ({
      ...part,
      afterComma: index > 0,
    })),
  );
}

/** Pieces between commas, the short ones together with the one before them. */
function joinShort(message: string, parts: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    if (previous === undefined || (isLong(message, previous) && isLong(message, part))) joined.push(part);
    else joined.splice(-1, 1, { start: previous.start, end: part.end });
  }
  return joined;
}

function isLong(message: string, { start, end }: Piece): boolean {
  const text = message.slice(start, end);
  return wordsOf(text).length >= WORDS_BESIDE_COMMA && !OPENER.test(text);
}

function boundaryOf(
  message: string,
  clauses: readonly Clause[],
  { start, end, place, afterComma }: Part & { place: number },
): Clause['boundary'] {
  const previous = clauses.at(-1);
  if (previous === undefined) return 'start';
  if (ADDS_INSIDE.test(message.slice(start, end)) || OPENS_ADDING.test(previous.text)) return 'added';
  const between = message.slice(previous.end, start);
  if (ADDED.test(between)) return 'added';
  if (place > 0 && between.includes('/')) return 'slash';
  if (place > 0) return afterComma ? 'comma' : 'soft';
  return between.includes('\n') ? 'line' : 'hard';
}

interface Piece {
  start: number;
  end: number;
}

/** What lies between the boundaries of a stretch of the message, trimmed; nothing without a letter or digit. */
function pieces(message: string, from: number, to: number, boundary: RegExp): Piece[] {
  const found: Piece[] = [];
  let start = from;
  const close = (end: number) => {
    const text = message.slice(start, end);
    const trimmed = { start: start + text.search(/\S|$/), end: start + text.trimEnd().length };
    if (/[\p{L}\p{N}]/u.test(text)) found.push(trimmed);
  };
  for (const match of message.slice(from, to).matchAll(boundary)) {
    close(from + match.index);
    start = from + match.index + match[0].length;
  }
  close(to);
  return found;
}

function leadOf(text: string, pattern: RegExp): string {
  const lead = pattern.exec(text)?.[0] ?? '';
  return lead.length < text.length ? lead : '';
}
