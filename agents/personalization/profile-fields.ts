import type { ProfileField } from '../../tools/customers/to-profile-view.js';

/** The fields of the profile that a request asks for: the least that answers it. */
export function findProfileFields(request: string): ProfileField[] {
  const plain = request.toLowerCase();
  const asked = FIELDS.filter(([, words]) => words.test(plain)).map(([field]) => field);
  return asked.length > 0 ? asked : ['name', 'email', 'phone', 'tier'];
}

const FIELDS: readonly (readonly [ProfileField, RegExp])[] = [
  ['name', /\b(?:sur)?name\b|\blogged in as\b|\bwho am i\b/],
  ['email', /\be-?mail\b|\bmail\b|\bcontact (?:details|data|info)/],
  ['phone', /\bphone\b|\bmobile\b|\bnumber\b|\bcell\b|\bcontact (?:details|data|info)/],
  ['locale', /\blanguage\b|\benglish\b|\bgerman\b|\blocale\b/],
  [
    'member-since',
    /\bhow long\b|\bsince when\b|\bjoin(?:ed)?\b|\bsign(?:ed)? up\b|\bregister(?:ed)? (?:since|when)\b|\bcustomer since\b/,
  ],
];
