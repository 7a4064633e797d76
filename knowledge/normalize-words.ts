import { THESAURUS } from './thesaurus.js';

const PREFIXED = /\b(wi|hi|e|pre|re|un|pop)-(?=\p{L})/giu;
const NEGATIONS =
  /\b(?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)n['’]?t\b|\b(?:cannot|cant|wont)\b/giu;
const ENDINGS = /(?<=\p{L})['’](?:s|re|ve|ll|d|m)\b/giu;

const standsFor = new Map(
  Object.entries(THESAURUS).flatMap(([word, others]) => others.map((other) => [other, word] as const)),
);
// Longer wordings first: the regular expression takes the first alternative that fits.
const WORDINGS = new RegExp(
  `\\b(?:${[...standsFor.keys()].sort((left, right) => right.length - left.length).join('|')})\\b`,
  'g',
);

/**
 * Brings ways of saying a thing together before words are stemmed: "wi-fi" and "wifi", "won't" and "will not",
 * "telly" and "TV". Documents and queries both pass through here; the word index would not match otherwise.
 */
export function normalizeWords(text: string): string {
  return text
    .toLowerCase()
    .replace(PREFIXED, '$1')
    .replace(NEGATIONS, 'not')
    .replace(ENDINGS, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(WORDINGS, (wording) => standsFor.get(wording) ?? wording);
}
