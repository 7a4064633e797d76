import { eld } from 'eld/small';

/** Words that hardly any other language shares with English. */
const ENGLISH = new Set(
  `the my you your it its to of and for with does did have has had can could would not what where when how why which who this
  that there please want need get from been order orders return any some if but about just still should again i person human
  agent help contact`.split(/\s+/),
);
/** Order numbers, addresses of mail and pages, and all that is no word. */
const NO_WORDS = /\S*\d\S*|\S+@\S+|https?:\S+|[^\p{L}\s'’]/gu;
/** Fewer words may be names, and say little of their language. */
const FEWEST_WORDS = 3;
const ENGLISH_SHARE = 0.2;
/** Names of products reach this with English text in one of a thousand cases; sentences in another language do nearly always. */
const SURE = 0.72;
/** The same with a letter or mark that English does not write. */
const SURE_BY_LETTERS = 0.5;
const OTHER_LETTERS = /[¿¡]|(?![a-z])\p{Script=Latin}/iu;

/**
 * The language of a text, in English ("German"), when it is surely not English; undefined for English, for few words, and
 * when in doubt. The n-grams are those of eld; words that only English has speak for English, whatever they say.
 */
export function findOtherLanguage(text: string): string | undefined {
  const plain = [...new Set(text.replace(NO_WORDS, ' ').trim().split(/\s+/))].join(' ');
  const { language, getScores } = eld.detect(plain);
  if (isOtherScript(plain)) return nameOf(language) ?? 'another language';
  const words = plain.toLowerCase().split(' ');
  const english = words.filter((word) => ENGLISH.has(word)).length;
  if (words.length < FEWEST_WORDS || english / words.length >= ENGLISH_SHARE || language === 'en')
    return undefined;
  const sure = OTHER_LETTERS.test(text) ? SURE_BY_LETTERS : SURE;
  return (getScores()[language] ?? 0) >= sure ? nameOf(language) : undefined;
}

/** Whether most letters, and more than one, are of another script than the Latin one. */
function isOtherScript(text: string): boolean {
  const letters = text.replace(/\s/g, '');
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters.length > 1 && latin < letters.length / 2;
}

function nameOf(language: string): string | undefined {
  return language === '' ? undefined : new Intl.DisplayNames('en', { type: 'language' }).of(language);
}
