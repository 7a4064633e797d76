/** An order number in any spelling a customer would type: SB-100123, #sb 100123, 100123. */
const ORDER_NUMBER = /(?:^|[^\w])(?:#\s?)?(?:sb)?[-\s#]{0,2}(\d{6})(?!\d)/gi;
const ELLIPTICAL =
  /^(?:and|or|but|so|what about|how about|what if|yes|yep|yeah|no|nope|ok|okay|sure|please do|do it|the (?:first|second|third|fourth|last|other|latest|newest|cheaper|cheapest|next|same|black|white|red|blue)\b|(?:first|second|third|last|both|neither|none|all of them|either)\b|that one|this one|that's it|it\b|they\b|those\b|these\b|that\b|same\b|still\b|done|next|it's)/i;
const ANAPHORIC =
  /\b(?:it|its|that one|this one|the (?:first|second|third|last|other) one|them|those|these|that order|this order|the same)\b/i;
const REQUEST =
  /\?|^(?:please|can|could|would|will|may|do|does|did|is|are|was|were|am|has|have|how|what|where|when|why|which|who|show|tell|find|give|get|list|check|cancel|return|send|change|update|track|compare|recommend|suggest|help|set|add|remove|delete|forget|remember|explain|look|search|refund|exchange|swap|open|i (?:want|need|would|'d|wish|am looking|cannot|can't|have not|never|did not|forgot)|i'd|i'm looking|my\b|let me|need|want|looking|any\b)\b/i;
const SYMPTOM =
  /\b(?:not|n't|nt|won't|wont|doesn't|doesnt|can't|cant|cannot|never|no longer|keeps?|stopped|broken|broke|fails?|failed|failing|error|stuck|noise|noisy|leaks?|leaking|dead|flashing|blinking|blinks|flashes|flickers?|slow|crash(?:es|ed)?|disconnects?|drops|problem|issue|trouble|weird|wrong|hot|burning|smoke|smells?)\b/i;

/** The order numbers that a text names, as six digits, each once. */
export function orderNumbersIn(text: string): string[] {
  return [...new Set([...text.matchAll(ORDER_NUMBER)].map((match) => match[1] ?? ''))];
}

/** Whether a text only makes sense after what was said before ("and the second one?", "yes", a bare order number). */
export function isFollowUp(text: string): boolean {
  const trimmed = text.trim();
  const words = trimmed.split(/\s+/).length;
  if (/^\W*(?:sb[-\s#]?)?\d{4,}\W*$/i.test(trimmed)) return true;
  if (words <= 8 && ELLIPTICAL.test(trimmed)) return true;
  return words <= 6 && ANAPHORIC.test(trimmed);
}

/** Whether a clause asks for something or reports a fault, rather than giving the background of another clause. */
export function isRequestLike(text: string): boolean {
  return REQUEST.test(text.trim()) || SYMPTOM.test(text);
}
