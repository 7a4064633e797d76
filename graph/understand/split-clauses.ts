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

const ADDING = `(?:and )?(?:${[
  'also|besides|by the way|btw|on top of that|additionally|in addition|furthermore|moreover|meanwhile|in the meantime',
  "what(?:'s| is) more|separately|apart from that|other than that|oh,? and|next question|unrelated(?=[,:])",
  'another (?:thing|question)(?: is)?|(?:one|two) more (?:things?|questions?)|(?:one )?(?:last|final) (?:thing|question)(?: is)?',
  '(?:first|second|third|last)ly|(?:second|third)(?=[,:])|for (?:one|another)(?=[,:])|on the other(?: hand)?',
  'on an?(?: completely| totally)? (?:different|side|another|unrelated) (?:note|topic|matter|subject)',
  "(?:while|since) (?:i have you|(?:you|we|i)(?:'re|'m| are| am) (?:at it|here|there|on it)|you (?:check|do|look)(?: into| at)? (?:that|it|this)(?=[,:]))",
  "(?:before|after) that(?=[,:])|when you(?:'re| are) done|p\\.\\s?s|ps(?=[:,.]|\\s+[a-z])",
].join('|')})`;
const ASKING =
  "(?:can|could|would|will|how|what|where|when|why|which|who|do|does|did|is|are|has|have|please|i|i'm|i'd|my|the|tell|show|cancel|track|recommend|suggest|help|need|want|delete|remove|add|update|change|return|refund|exchange|swap|stop|unsubscribe|find|send|explain|compare|look(?:ing)?|get|give|reset|set|save|remember|forget|invoice|order|any|no)";
/** A full stop after "Mr" or "no" ends no sentence, nor one after "St" that is not the street of an address ("5 Elm St."). */
const SENTENCE_END =
  '(?<=[.?!…])(?<!\\b(?:mr|mrs|ms|dr|no|nr|vs|approx|e\\.g|i\\.e)\\.)(?<!(?<!\\d\\w*\\s\\w+\\s)\\bst\\.)\\s+(?=\\S)';
/** What opens with one matter and comes to another after the comma ("besides the late parcel, I need a lamp"). */
const OPENING_ADDS =
  '(?<=(?:^|[.?!\\n]\\s*)(?:besides|apart from|aside from|in addition to|on top of|as well as) [^,.?!\\n]{3,80}),\\s+';
/** What stands before an item of a list: a dash or bullet at the start of a line, a number anywhere. */
const LIST_ITEM = '(?:^|\\s*\\n\\s*)(?:[-*•–]|\\d{1,2}[.)])\\s+|(?:^|\\s+)\\(?[1-9a-e]\\)\\s+';
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
/** What asks anew after words that it is no part of, as in messages without any marks ("where is my lamp how do I mount it"). */
const RUN_ON = [
  '(?<=\\S+\\s+\\S+\\s+\\S+)',
  '(?<!\\b(?:know|tell|ask|asking|explain|see|show|wonder|wondering|understand|idea|clue|check|find|out|sure|remember|remind|help|question|info|information|instructions|steps|guide|details|problem|about|me|us|you|of|to|on|in|for|at|with|and|or|but|if|that|because|since|as|when|while|where|what|which|who|how|why|until|before|after|than|so|then|the|a|is|are|was|say|says|said|think|hope|please|pls|hi|hello|hey|also|just|now))',
  "\\s+(?=(?:how (?:do|can|to|much|long|many)|where(?:'s|s| is| are)|when(?:'s| is| does| will| do)|what(?:'s| is| about)|can (?:i|you|u)|could you|do you (?:have|sell)|my [a-z]+ (?:won't|wont|doesn't|doesnt|keeps|stopped|is not|isn't))\\s+\\S+\\s+\\S)",
].join('');
/** "plus" that is part of a name ("a plus member"). */
const PLUS = 'plus(?!\\s+(?:members?|membership|account|plan|sizes?|subscription|tier|status|customer)\\b)';
const SOFT = new RegExp(
  [
    `\\s*,?\\s+\\b(?:and|${PLUS}|then|as well as|but)\\b\\s+`,
    `\\s*,\\s+(?=${ASKING}\\b)`,
    '\\s+[&/]\\s+',
    '\\s+[-–—]{1,3}\\s+(?=\\(?[a-z])',
    '—(?=[a-z])',
    RUN_ON,
  ].join('|'),
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
const ADDED = new RegExp(
  `\\b${ADDING}\\b|\\s[+|]\\s|(?:^|\\n|\\s)\\s*\\(?(?:\\d{1,2}[.)]|[a-e]\\))\\s|\\n\\s*[-*•–]\\s`,
  'i',
);
/** A clause that says or ends like this adds a matter to the one before. */
const ADDS_INSIDE = /\balso\b|\b(?:too|as well|either)\W*$/i;
const OPENS_ADDING = /^(?:besides|apart from|aside from|in addition to|on top of|as well as)\b/i;
const MOST_CLAUSES = 12;

/**
 * The clauses of a message in order; their texts are the customer's own words without the connectors. What has very many
 * is split between its sentences only, and a novel not at all.
 */
export function splitClauses(message: string): Clause[] {
  const sentences = pieces(message, 0, message.length, HARD);
  const all = toClauses(
    message,
    sentences.flatMap((sentence) => piecesOfSentence(message, sentence).map(toPlaced)),
  );
  if (isFew(all)) return all;
  const whole = toClauses(
    message,
    sentences.map((sentence) => ({ ...sentence, place: 0, afterComma: false })),
  );
  if (isFew(whole)) return whole;
  return [{ text: message.trim(), boundary: 'start', start: 0, end: message.length }];
}

function isFew(clauses: readonly Clause[]): boolean {
  return clauses.length > 0 && clauses.length <= MOST_CLAUSES;
}

function toClauses(message: string, parts: readonly PlacedPart[]): Clause[] {
  const clauses: Clause[] = [];
  for (const [index, piece] of parts.entries()) {
    const said = message.slice(piece.start, piece.end);
    const lead = leadOf(said, clauses.length === 0 ? FIRST_LEAD : LEAD);
    const saysNothing = clauses.length > 0 ? ONLY_LEAD.test(said) : lead === said && index < parts.length - 1;
    if (saysNothing) continue;
    const start = piece.start + (lead === said ? 0 : lead.length);
    const boundary = boundaryOf(message, clauses, { ...piece, start });
    clauses.push({ text: message.slice(start, piece.end), boundary, start, end: piece.end });
  }
  return clauses;
}

interface Part extends Piece {
  /** Whether only a comma stands before it. */
  afterComma: boolean;
}

/** A part with its place in its sentence. */
interface PlacedPart extends Part {
  place: number;
}

function toPlaced(part: Part, place: number): PlacedPart {
  return { ...part, place };
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
  { start, end, place, afterComma }: PlacedPart,
): Clause['boundary'] {
  const previous = clauses.at(-1);
  if (previous === undefined) return 'start';
  if (ADDS_INSIDE.test(message.slice(start, end)) || OPENS_ADDING.test(previous.text)) return 'added';
  const between = message.slice(previous.end, start);
  if (ADDED.test(between)) return 'added';
  if (place > 0 && between.includes('/')) return 'slash';
  if (place > 0) return afterComma || between.trim() === '' ? 'comma' : 'soft';
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
  return pattern.exec(text)?.[0] ?? '';
}
