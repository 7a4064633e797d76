const PREFIXED = /\b(wi|hi|e|pre|re|un|pop)-(?=\p{L})/giu;
const NEGATIONS =
  /\b(?:do|does|did|is|are|was|were|wo|ca|could|would|should|has|have|had)n['’]?t\b|\b(?:cannot|cant|wont)\b/giu;
const ENDINGS = /(?<=\p{L})['’](?:s|re|ve|ll|d|m)\b/giu;

/**
 * Brings ways of writing a word together before it is stemmed: "wi-fi" and "wifi", "won't" and "will not".
 * Documents and queries both pass through here; the word index would not match otherwise.
 */
export function normalizeWords(text: string): string {
  return text.replace(PREFIXED, '$1').replace(NEGATIONS, 'not').replace(ENDINGS, '');
}
