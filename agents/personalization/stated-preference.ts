import { tellingWords } from '../playbook/words.js';

/** A preference as a customer stated it. */
export interface StatedPreference {
  key: string;
  value: string;
}

const TO_KEY: readonly (readonly [RegExp, (match: RegExpExecArray) => StatedPreference | undefined])[] = [
  [
    /\bmy fav(?:ou?rite)? ([\p{L} ]{2,30}?) (?:is|are) ([^.,;!?\n]{1,80})/iu,
    (match) => ({ key: `favorite ${lower(match[1])}`, value: trim(match[2]) }),
  ],
  [
    /\bmy ([\p{L} ]{2,30}?) (?:is|are) ([^.,;!?\n]{1,80})/iu,
    (match) => ({ key: lower(match[1]), value: trim(match[2]) }),
  ],
  [/\bi (?:have|own|'?ve got) ([^.,;!?\n]{2,80})/i, (match) => named('has', trim(match[1]))],
  [
    /\bi (?:prefer|like|love|only (?:buy|want|use)) ([^.,;!?\n]{2,80})/i,
    (match) => named('likes', trim(match[1])),
  ],
  [
    /\bi (?:hate|dislike|don'?t (?:like|want)|never (?:buy|use)) ([^.,;!?\n]{2,80})/i,
    (match) => named('does not like', trim(match[1])),
  ],
];

/** What a customer wants to be remembered, when they say it as a fact about themselves; undefined when it is not clear. */
export function findStatedPreference(request: string): StatedPreference | undefined {
  for (const [pattern, toPreference] of TO_KEY) {
    const match = pattern.exec(request);
    const preference = match === null ? undefined : toPreference(match);
    if (preference !== undefined && preference.value !== '') return preference;
  }
  return undefined;
}

/** Matters that a shop has no business to keep. */
export function isSensitive(request: string): boolean {
  return /\b(?:allerg\w*|pregnan\w*|diabet\w*|disab\w*|depress\w*|ill(?:ness)?|sick\w*|medic\w*|religio\w*|christian|muslim|jewish|hindu|vote|politic\w*|gay|lesbian|trans|union)\b/i.test(
    request,
  );
}

/** The last telling word makes the key, so that a wish about something else does not take its place. */
function named(prefix: string, value: string): StatedPreference | undefined {
  const about = tellingWords(value).at(-1);
  return about === undefined ? undefined : { key: `${prefix} ${about}`, value };
}

function lower(text = ''): string {
  return text.trim().toLowerCase();
}

function trim(text = ''): string {
  return text.trim().replace(/\s+(?:please|thanks|from now on|so keep.*|and remember.*)$/i, '');
}
