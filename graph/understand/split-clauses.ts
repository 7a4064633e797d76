/** A piece of a message, and whether what comes before it separates it for sure (a full stop, "also") or only maybe ("and"). */
export interface Clause {
  text: string;
  boundary: 'start' | 'hard' | 'soft';
}

const HARD =
  /(?<=[.?!])\s+(?=\S)|\s*[\n;]+\s*|\s*[,.]?\s*\b(?:and also|and besides|also|by the way|btw|another thing(?: is)?|one more thing|besides that|additionally|on top of that|secondly|oh and|in addition|furthermore|next question|second(?:ly)?:)[:,]?\s+/gi;
const SOFT =
  /\s*,?\s+\b(?:and|plus|then|as well as)\b\s+|\s*,\s+(?=(?:can|could|how|what|where|when|why|which|do|does|is|are|please|i)\b)/gi;
const MOST_CLAUSES = 8;

/** The clauses of a message in order; their texts are the customer's own words without the connectors. */
export function splitClauses(message: string): Clause[] {
  const clauses: Clause[] = [];
  for (const sentence of splitAt(message, HARD)) {
    for (const [index, text] of splitAt(sentence, SOFT).entries()) {
      clauses.push({ text, boundary: clauses.length === 0 ? 'start' : index === 0 ? 'hard' : 'soft' });
    }
  }
  if (clauses.length <= MOST_CLAUSES) return clauses;
  return [{ text: message.trim(), boundary: 'start' }];
}

function splitAt(text: string, boundary: RegExp): string[] {
  return text
    .split(boundary)
    .map((piece) => piece.trim())
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}
