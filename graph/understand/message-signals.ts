/** An order number in any spelling a customer would type: SB-100123, #sb 100123, 100123. */
const ORDER_NUMBER = /(?:^|[^\w])(?:#\s?)?(?:sb)?[-\s#]{0,2}(\d{6})(?!\d)/gi;
const ELLIPTICAL =
  /^(?:which (?:one|of (?:them|those|these))\b|show me more|more\b|others?\b|(?:anything|something) (?:else|\w+er)\b|(?:option|number|nr|no)\.? ?#?\d\b|#\d\b|#?\d$|all of it|just (?:one|the)|i (?:do not|don't) (?:know|remember)|what about|how about|what if|please do|do it|the (?:first|second|third|fourth|last|other|latest|newest|cheaper|cheapest|next|same|black|white|red|blue)\b|(?:first|second|third|last|both|neither|none|all of them|either)\b|that one|this one|that's it|those\b|these\b|same\b|still\b|done|next|now what\b|and now[?!.]*$|then what\b|what(?:'s)? (?:now|next)\b|what (?:do|should|shall|can|must) (?:i|we) (?:do|try)(?: (?:now|then|next|instead|about (?:it|that|this)))*[?!.]*$|why(?: not| is that)?[?!.]*$|how come\b|are you sure\b|(?:so |and )?what happens (?:now|next|then)[?.!]*$|(?:what|how) do you mean\b|meaning\b)/i;
const ANAPHORIC =
  /\b(?:(?:is|are|was|do|does|mean|about|forget|with|like|for|than) that|that (?:too|also|is|was|means?|happens?)|that[?.!]*$|it|its|that one|this one|which ones|the (?:first|second|third|last|other) one|they|their|them|those|these|that order|this order|the same)\b/i;
const REQUEST =
  /\?|^(?:please|can|could|would|will|may|do|does|did|is|are|was|were|am|has|have|how|what|where|when|why|which|who|show|tell|find|give|get|list|check|cancel|return|send|change|update|track|compare|recommend|suggest|help|set|add|remove|delete|forget|remember|explain|look|search|refund|exchange|swap|open|let'?s|let us|(?:i|we)'ll|i (?:want|need|would|'d|wish|am looking|cannot|can't|have not|never|did not|forgot)|i'd|i'm looking|let me|need|want|looking|any\b)\b/i;
const SYMPTOM =
  /\b(?:not|n't|nt|won't|wont|doesn't|doesnt|can't|cant|cannot|never|no longer|keeps?|stopped|broken|broke|fails?|failed|failing|errors?|stuck|noise|noisy|leaks?|leaking|dead|flashing|blinking|blinks|flashes|flickers?|slow|crash(?:es|ed)?|disconnects?|drops|problems?|issues?|troubles?|weird|wrong|hot|burning|smoke|smells?|missing|lost|late|nowhere|overdue|misspelt|outdated|peels|rattles|crackles|sparks)\b/i;

const STATEMENT =
  /^\W*(?:(?:so|well|hi|hello|ok|okay|but|yesterday|today|now|recently|unfortunately|last \w+)[\s,]+)*(?:i|we|you|he|she|it|they|my|our|your|his|her|their|the|this|that|there|here|one|only|both|all|some|nobody|everything|nothing|because|since|for|a present)(?:'\w+)?\b/i;

/** Sending something back, or money: deeds of orders. A robot that does not go back to its dock has a trouble of its own. */
const GOES_BACK =
  /\b(?:send|sent|sending|give|giving|bring|bringing|take|taking|ship|mail|post|hand)\b(?: [\w']+){0,5} back\b(?! to (?:its|the|his|her|sleep|factory|normal|life))|\b(?:go|going|goes|gone) back\b(?! (?:to|on|into|in|online|and forth))|\bmoney back\b|\breturn (?:it|them|this|that|my|the|these|those)\b/i;

/** Whether a text speaks of giving back what was bought. */
export function speaksOfReturn(text: string): boolean {
  return GOES_BACK.test(text);
}

/** The order numbers that a text names, as six digits, each once. */
export function orderNumbersIn(text: string): string[] {
  return [...new Set([...text.matchAll(ORDER_NUMBER)].map((match) => match[1] ?? ''))];
}

/** How much a text leans on what was said before it. */
export type FollowUpStrength = 'follows' | 'pointsBack' | 'none';

/** Words that a message may open with and then still be about anything. */
const OPENER =
  /^(?:(?:never ?mind|forget it|scrap that|none of (?:these|those|them|that)|oops|hang on|hold on|wait|my mistake|by the way|btw|ok|okay|yes|yep|yeah|no|nope|sure|fine|well|so|but|and|or|hm+|alright|whatever|please|sorry)\b[\s,.!:-]*)+/i;
/** Words that only lead to what a message says. */
const LEADS =
  /^\W*(?:(?:and|but|so|or|ok|okay|well|alright|all right|right|hey|hi|hello|there|hm+|oh|ah|by the way|btw|also|then|listen|look|quick (?:one|question)|one (?:more|last) (?:thing|question)|just (?:a )?quick(?:ly)?|while (?:you're|we're|i'm) at it|(?:good )?(?:morning|afternoon|evening|day))\b[\s,.!:-]*)+/i;
/** What sets right what was said or understood before. */
const CORRECTION =
  /^\W*(?:(?:no|nope|sorry|wait|actually|hm+)\b[\s,.!-]*)*(?:i (?:meant|mean|said|did not mean|didn't mean)\b|not (?:that|this|the|those|my|in|for)\b|that(?:'s| is| was) (?:wrong|not|the wrong)\b|wrong (?:one|number)\b|the other\b|number\b|only the\b|keep (?:it|them)\b|for (?:an?|my|the)\b)/i;
/** What takes something back and says in the same breath what to have in its place, or what not. */
const TAKES_BACK =
  /^\W*(?:no|nope|oops|wait|hang on|hold on|sorry|actually|my mistake|correction|hm+)\b[^?]*\b(?:not|instead|rather|better|i meant)\b[^?]*$/i;
/** A sentence with a subject of its own needs none from before ("my vacuum lost its suction"). */
const OWN_SUBJECT = /^(?:my|our) \p{L}+/iu;
const FEW_WORDS = 3;
const CORRECTION_WORDS = 9;
const SHORT = 8;

/** Whether a text says nothing by itself ("hm ok", "well"). */
export function isFiller(text: string): boolean {
  return (
    text
      .trim()
      .replace(OPENER, '')
      .search(/[\p{L}\p{N}]/u) === -1
  );
}

/** A text without the words that lead to it ("ok and by the way, "); as it is where too little would be left. */
export function withoutLead(text: string): string {
  const rest = text.trim().replace(LEADS, '');
  return wordsOf(rest).length >= FEW_WORDS ? rest : text;
}

/**
 * Whether a text only makes sense after what was said before ("and the second one?", "yes", a bare order number), or
 * points back at it ("does it have a lid").
 */
export function followUpStrength(text: string): FollowUpStrength {
  const trimmed = text.trim();
  if (/^\W*(?:sb[-\s#]?)?\d{4,}\W*$/i.test(trimmed)) return 'follows';
  const rest = trimmed.replace(OPENER, '');
  const words = rest.split(/\s+/).length;
  if (rest !== trimmed && words <= FEW_WORDS) return 'follows';
  if (words <= CORRECTION_WORDS && (CORRECTION.test(trimmed) || TAKES_BACK.test(trimmed))) return 'follows';
  if (words <= SHORT && ELLIPTICAL.test(rest)) return 'follows';
  if (OWN_SUBJECT.test(rest)) return 'none';
  if (!ANAPHORIC.test(rest)) return /^and\b/i.test(trimmed) ? 'pointsBack' : 'none';
  return words <= 6 ? 'follows' : 'pointsBack';
}

/**
 * How a clause says what it says: `asks` (a question, an order, a wish), `reports` a fault, `tells` how things are, or
 * only `names` something ("grey corner sofa").
 */
export type Manner = 'asks' | 'reports' | 'tells' | 'names';

/** The manner of a clause by its words. */
export function mannerOf(text: string): Manner {
  if (REQUEST.test(text.trim())) return 'asks';
  if (SYMPTOM.test(text)) return 'reports';
  return STATEMENT.test(text) ? 'tells' : 'names';
}

/** The words of a text in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}
