const HAZARDS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:swell\w*|swollen|bulg\w*|puff\w*|bloat\w*|leaking battery|battery (?:is )?leak\w*)\b/i,
    'swollen or overheating battery',
  ],
  [
    /\b(?:smok(?:e|es|ing)|smoul?der\w*|fire|flames?|burn(?:s|t|ed|ing)?|scorch\w*|melt(?:s|ed|ing)?|sparks?|glow(?:s|ing)|fumes)\b/i,
    'smoke, burning smell or sparks',
  ],
  [/\b(?:electric(?:al)? shock|shock(?:ed)? me|tingl\w*|zapped)\b/i, 'electric shock'],
  [
    /\b(?:spill\w*|spilt|water (?:in|into|inside|got)|liquid|(?:dropped|fell) (?:it |my \w+ )?in(?:to)? (?:the )?(?:water|bath\w*|sink|toilet)|bathtub|got wet|is wet|wet)\b/i,
    'liquid in an electrical device',
  ],
  [/\bhiss(?:es|ing)?\b.*\bbatter|\bbatter\w*\b.*\bhiss/i, 'swollen or overheating battery'],
];
const HARMLESS =
  /\b(?:water tank|water filter|burn(?:t|ed)? (?:toast|coffee|taste)|toast is burnt|smoke alarm|wet (?:mop|floor)|no smoke|fire ?(?:wall|wire|fox|stick)|burn(?:ing)? (?:a )?(?:cd|dvd))\b/i;

/** The danger that a text speaks of, in the words of our safety guides; undefined when there is none. */
export function findHazard(text: string): string | undefined {
  if (HARMLESS.test(text)) return undefined;
  return HAZARDS.find(([pattern]) => pattern.test(text))?.[1];
}
