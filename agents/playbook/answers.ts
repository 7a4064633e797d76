const YES =
  /^\W*(?:(?:oh|ok|okay|well|um)\W+)*(?:yes|yeah|yep|yup|ya|sure|ok|okay|please do|do (?:it|that|so)|go ahead|of course|certainly|absolutely|definitely|that would be (?:great|nice|lovely|good)|sounds good|why not|please|i would (?:like|love) (?:that|to)|i do|correct|right|exactly)\b/i;
const NO =
  /^\W*(?:(?:oh|ok|okay|well|um|hm+)\W+)*(?:no|nope|nah|not now|not really|never ?mind|no need|don'?t|do not|leave it|forget it|rather not|that'?s (?:all|fine|ok)|later|maybe later)\b/i;

/** A longer message says something of its own. */
const MOST_WORDS = 8;
/** So does this much after a no. */
const MOST_WORDS_AFTER_NO = 5;

/** Whether a message agrees to an offer: it begins with a yes and takes nothing back. Good for offers, never for consent to a change. */
export function isYes(text: string): boolean {
  const short = text.trim().split(/\s+/).length <= MOST_WORDS;
  return (
    short && YES.test(text) && !NO.test(text) && !/\b(?:but|however|except|wait|not|rather)\b/i.test(text)
  );
}

/** Whether a message turns an offer down and does not go on to something else in a sentence of its own. */
export function isNo(text: string): boolean {
  const [, more = ''] = /[.!?]\s+(.+)$/s.exec(text) ?? [];
  return NO.test(text) && more.split(/\s+/).length < MOST_WORDS_AFTER_NO;
}
