import { wordsOf } from './words.js';

/** What a clause rules out goes to the next comma, "but", or the end of the sentence. */
const RULED_OUT =
  /\b(?:instead of|rather than|as opposed to|not|never|no longer|anything but)\s+(?:in |on |to |the |a |an |my )*(?!only\b|just\b)[^,.;!?]*?(?=\s+(?:but|i (?:want|need|meant|prefer|would))\b|[,.;!?]|$)/gi;

/** A message without what it rules out: "the blue one, not the red" says blue alone. */
export function withoutRuledOut(text: string): string {
  const said = text.replaceAll(RULED_OUT, ' ').trim();
  return wordsOf(said).length === 0 ? text : said;
}

const TAKES_BACK =
  /^\W*(?:(?:oh|oops|ah|hm+|sorry|wait|hold on|hang on|stop|please|my mistake|my bad|well)\W+)*(?:no|nope|not|wrong|actually|hang on|wait|sorry|i meant|i mean|make (?:it|that)|rather|correction)\b/i;
const MEANT =
  /\b(?:i (?:actually |really )?meant|make (?:it|that)|better|rather|instead|(?:should|must) be|changed my mind)\b/i;
/** What turns the whole offer down, whatever else is said. */
const DECLINES =
  /\b(?:leave|keep|forget|drop|skip) (?:it|that|them|this|everything)\b(?! (?:the|a|in|to|on)\b)|\bnever ?mind\b|\bafter all\b/i;
/** Words that take something back and say nothing else. */
const EMPTY = new Set(
  'no nope nah not now ok okay thanks thank you sorry wait stop please that it leave forget never mind is was wrong actually oh hm hmm do dont want to anymore need keep all fine this the a i would rather let me think about later maybe yet really cancel changed my mind'.split(
    ' ',
  ),
);

/** Whether a message takes back a detail of what was just offered and says another ("no, the blue one"). */
export function isCorrection(text: string): boolean {
  const words = wordsOf(text);
  if (words.length > 16 || text.trim().endsWith('?') || DECLINES.test(text)) return false;
  const telling = words.filter((word) => !EMPTY.has(word) && word !== 'one');
  return telling.length > 0 && (TAKES_BACK.test(text) || MEANT.test(text));
}
