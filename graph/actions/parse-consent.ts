/** What a whole message says about the one open proposal: yes, no, or neither, and then the button decides. */
export type Consent = 'yes' | 'no' | 'neither';

/** Words that agree. A message that agrees is made of these and of the ones that add nothing, and of nothing else. */
const AGREES = [
  'yes',
  'yes yes',
  'yep',
  'yup',
  'yeah',
  'ok',
  'okay',
  'sure',
  'certainly',
  'absolutely',
  'definitely',
  'of course',
  'correct',
  'that is correct',
  'that is right',
  'agreed',
  'i agree',
  'i confirm',
  'i confirm it',
  'i confirm this',
  'i confirm that',
  'confirm',
  'confirm it',
  'confirm this',
  'confirmed',
  'i approve',
  'approved',
  'go ahead',
  'go ahead with it',
  'go for it',
  'please go ahead',
  'do it',
  'do that',
  'do so',
  'please do',
  'please do it',
  'please do that',
  'please do so',
  'please confirm',
  'please confirm it',
  'proceed',
  'please proceed',
  'you may proceed',
  'you can proceed',
  'you can go ahead',
  'make it so',
  'sounds good',
  'that sounds good',
  'looks good',
  'that looks good',
  'that is fine',
  'fine by me',
  'that works',
  'that works for me',
  'yes i do',
  'yes i am',
  'yes i am sure',
  'i am sure',
  'yes it is',
  'yes that is right',
  'yes i want that',
  'yes i want this',
  'by all means',
  'affirmative',
  'yes sir',
  'you have my ok',
  'all right',
  'alright',
  'perfect do it',
  'great do it',
];
/** Words that agree with nothing by themselves. */
const ADDS_NOTHING = [
  'please',
  'thanks',
  'thank you',
  'thank you very much',
  'many thanks',
  'cheers',
  'now',
  'then',
  'perfect',
  'great',
  'good',
  'hi',
  'hello',
];
/** Words that give up what was begun; they refuse an offer, too. */
const LEAVES = [
  'never mind',
  'nevermind',
  'forget it',
  'forget about it',
  'forget that',
  'leave it',
  'leave that',
  'leave it be',
  'leave it at that',
  'leave it as it is',
  'let it be',
  'let us leave it',
  'skip it',
  'skip that',
  'drop it',
  'drop that',
  'scrap that',
  'do not bother',
  'it does not matter',
  'does not matter',
  'not important',
  'not now',
  'not any more',
  'i changed my mind',
  'i have changed my mind',
  'no leave it',
  'no leave that',
];
/** Words that refuse. */
const REFUSES = [
  ...LEAVES,
  'no',
  'no no',
  'nope',
  'nah',
  'no way',
  'do not',
  'do not do it',
  'do not do that',
  'please do not',
  'please do not do it',
  'stop',
  'stop it',
  'no i do not',
  'no i do not want that',
  'no i do not want this',
  'i do not want that',
  'i do not want this',
  'i do not want it',
  'i decline',
  'decline',
  'declined',
  'i do not agree',
  'i refuse',
  'rather not',
  'i would rather not',
  'better not',
  'absolutely not',
  'certainly not',
  'of course not',
  'do not proceed',
  'do not confirm',
  'no do not',
  'no stop',
  'no longer',
];
const LONGEST = 60;

const agrees = new Set(AGREES);
const refuses = new Set(REFUSES);
const leaves = new Set(LEAVES);
const fillers = new Set(ADDS_NOTHING);
const longestPhrase = Math.max(
  ...[...AGREES, ...REFUSES, ...ADDS_NOTHING].map((phrase) => phrase.split(' ').length),
);

/**
 * Reads consent strictly: the whole message must be made of known words of agreement (or of refusal), in any number. A
 * question, a condition, a correction, a single letter, anything it does not know is neither. It is never asked about text
 * that did not come from the customer's own keyboard.
 */
export function parseConsent(message: string): Consent {
  const phrases = phrasesOf(message);
  if (phrases === undefined) return 'neither';
  const saysYes = phrases.some((phrase) => agrees.has(phrase));
  const saysNo = phrases.some((phrase) => refuses.has(phrase));
  if (saysYes === saysNo || deniesARefusal(phrases)) return 'neither';
  return saysYes ? 'yes' : 'no';
}

/** Whether the whole message gives up what was begun, in the same strict reading ("no, forget about it"). */
export function givesUp(message: string): boolean {
  return parseConsent(message) === 'no' && phrasesOf(message)?.some((phrase) => leaves.has(phrase)) === true;
}

/** "do not" before another refusal turns it round ("do not stop"). */
function deniesARefusal(phrases: readonly string[]): boolean {
  return phrases.some((phrase, index) => phrase.endsWith(' not') && refuses.has(phrases[index + 1] ?? ''));
}

/** Lower-case words without punctuation; undefined when anything but Latin letters, spaces and plain punctuation is in it. */
function toWords(message: string): string[] | undefined {
  const plain = message
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(/\bthat's\b/g, 'that is')
    .replace(/\bi'm\b/g, 'i am')
    .replace(/\bi've\b/g, 'i have')
    .replace(/\bi'd\b/g, 'i would')
    .replace(/\bdon't\b|\bdont\b/g, 'do not')
    .replace(/\bdoesn't\b|\bdoesnt\b/g, 'does not')
    .replace(/\blet's\b|\blets\b/g, 'let us');
  if (!/^[a-z\s.,!;:-]+$/.test(plain)) return undefined;
  const words = plain.split(/[^a-z]+/).filter((word) => word !== '');
  return words.length === 0 ? undefined : words;
}

function phrasesOf(message: string): string[] | undefined {
  if (message.length > LONGEST || message.includes('?')) return undefined;
  const words = toWords(message);
  return words === undefined ? undefined : toPhrases(words);
}

/** Cuts the words into known phrases, longer ones first; undefined when that cannot be done. */
function toPhrases(words: readonly string[]): string[] | undefined {
  if (words.length === 0) return [];
  for (let length = Math.min(longestPhrase, words.length); length > 0; length -= 1) {
    const phrase = words.slice(0, length).join(' ');
    if (!agrees.has(phrase) && !refuses.has(phrase) && !fillers.has(phrase)) continue;
    const rest = toPhrases(words.slice(length));
    if (rest !== undefined) return [phrase, ...rest];
  }
  return undefined;
}
