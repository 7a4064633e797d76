/**
 * A piece of a message, where it stands in it, and whether what comes before separates it for sure (a full stop, "also")
 * or only maybe ("and", a comma before a question).
 */
export interface Clause {
  text: string;
  boundary: 'start' | 'hard' | 'soft';
  start: number;
  end: number;
}

const ADDING =
  '(?:and )?(?:also|besides|by the way|btw|another (?:thing|question)(?: is)?|(?:one|two) more (?:things?|questions?)|on top of that|additionally|in addition|furthermore|secondly|next question|oh,? and)';
const ASKING =
  "(?:can|could|would|will|how|what|where|when|why|which|who|do|does|did|is|are|has|have|please|i|i'm|i'd|my|the|tell|show|cancel|track|recommend|suggest|help)";
/** A full stop after "Mr" or "no" ends no sentence. */
const SENTENCE_END = '(?<=[.?!…])(?<!\\b(?:mr|mrs|ms|dr|no|nr|st|vs|approx|e\\.g|i\\.e)\\.)\\s+(?=\\S)';
const HARD = new RegExp(
  [
    SENTENCE_END,
    '\\s*[\\n;]+\\s*',
    '\\s+\\+\\s+',
    `\\s*[,.:]\\s*\\b${ADDING}\\b[:,]?\\s+`,
    `\\s+(?:and also|and besides|by the way|btw|oh and|${ADDING}[:,])\\s+`,
    `\\s+also,?\\s+(?=${ASKING}\\b)`,
  ].join('|'),
  'gi',
);
const SOFT = new RegExp(
  `\\s*,?\\s+\\b(?:and|plus|then|as well as)\\b\\s+|\\s*,\\s+(?=${ASKING}\\b)|\\s+&\\s+`,
  'gi',
);
/** What a later clause begins with and does not need any more once it stands alone. */
const LEAD = new RegExp(`^(?:(?:and|plus|but|then|so|${ADDING})\\b[\\s:,.!-]*)+`, 'i');
const MOST_CLAUSES = 12;

/** The clauses of a message in order; their texts are the customer's own words without the connectors. */
export function splitClauses(message: string): Clause[] {
  const clauses: Clause[] = [];
  for (const [index, sentence] of pieces(message, 0, message.length, HARD).entries()) {
    for (const [place, piece] of pieces(message, sentence.start, sentence.end, SOFT).entries()) {
      const start = index + place === 0 ? piece.start : piece.start + leadOf(message, piece);
      const boundary = clauses.length === 0 ? 'start' : place === 0 ? 'hard' : 'soft';
      clauses.push({ text: message.slice(start, piece.end), boundary, start, end: piece.end });
    }
  }
  if (clauses.length > 0 && clauses.length <= MOST_CLAUSES) return clauses;
  return [{ text: message.trim(), boundary: 'start', start: 0, end: message.length }];
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

function leadOf(message: string, { start, end }: Piece): number {
  const text = message.slice(start, end);
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  return lead < text.length ? lead : 0;
}
