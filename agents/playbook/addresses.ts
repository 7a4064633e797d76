const STATES =
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming';
const CODE = String.raw`\d{4,6}(?:-\d{4})?|[a-z]\d[a-z] ?\d[a-z]\d`;
const LINE1 = String.raw`(?<![\w-])(?<line1>\d{1,5}[a-z]?\s(?:(?!\d+\s)[^,\n;:!?]){2,60}?)`;
const LINE2 = String.raw`(?:\s*,?\s+(?<line2>(?:apt|apartment|unit|suite|floor|fl|#)\.?\s?[\w-]{1,12}))?`;
const COUNTRY = String.raw`(?:\s*,\s*(?<country>(?:united states(?: of america)?|usa?|u\.s\.a?\.|canada|[\p{L} .]{2,40})))?`;

/** "12 Elm Street, Apt 4, Springfield, IL 62701": street, city and region parted by commas. */
const PARTED = new RegExp(
  String.raw`${LINE1}${LINE2}\s*,\s*(?<city>[\p{L} .'-]{2,60}?)\s*,\s*(?<region>[\p{L} .]{2,40}?)\s*,?\s+(?<code>${CODE})\b${COUNTRY}`,
  'iu',
);
/** "12 Elm Street, Springfield IL 62701": a region that is known as one needs no comma. */
const KNOWN_REGION = new RegExp(
  String.raw`${LINE1}${LINE2}\s*,\s*(?<city>[\p{L} .'-]{2,60}?)\s+(?<region>[a-z]{2}|${STATES})\s*,?\s+(?<code>${CODE})\b${COUNTRY}`,
  'iu',
);

const PLACES = 'home|work|office|business|cabin|parents|workplace';
const LABEL = new RegExp(
  String.raw`\b(?:to|use|take)\s+(?:my\s+|the\s+|our\s+)?(?<label>${PLACES})\b(?!\s*(?:it|out))`,
  'i',
);
const AT = new RegExp(String.raw`\bat\s+(?:my\s+|the\s+|our\s+)?(?<label>${PLACES})\b(?!\s*(?:it|out))`, 'i');
const LABELLED = new RegExp(
  String.raw`\b(?:my|the|our)\s+(?<label>${PLACES})(?:'s?)?\s+(?:address|place|one)\b`,
  'i',
);
const ALONE = new RegExp(
  String.raw`^\W*(?:the |my )?(?<label>${PLACES})(?: one| address)?(?: please)?\W*$`,
  'i',
);
/** Words for the same place; the shop keeps one of them. */
const SAME: Readonly<Record<string, string>> = { office: 'work', workplace: 'work', business: 'work' };

/** An address as the tools take it. */
export interface WrittenAddress {
  line1: string;
  line2?: string;
  city: string;
  region: string;
  postal_code: string;
  country?: string;
}

/** A whole address that a message contains, such as "12 Elm Street, Apt 4, Springfield, IL 62701"; undefined when a part is missing. */
export function findAddress(text: string): WrittenAddress | undefined {
  const plain = text.replaceAll(/\bsb[\s_-]*\d{6}\b|(?:\border\s+#?|#)\d{6}\b/gi, ';');
  const { line1, line2, city, region, code, country } =
    (PARTED.exec(plain) ?? KNOWN_REGION.exec(plain))?.groups ?? {};
  if (line1 === undefined || city === undefined || region === undefined || code === undefined)
    return undefined;
  return {
    line1: line1.trim(),
    ...(line2 === undefined ? {} : { line2: line2.trim() }),
    city: city.trim(),
    region: /^[a-z]{2}$/i.test(region.trim()) ? region.trim().toUpperCase() : region.trim(),
    postal_code: code.toUpperCase(),
    ...(country === undefined ? {} : { country: withoutAfterthought(country) }),
  };
}

/** "USA instead", "US please". */
function withoutAfterthought(country: string): string {
  return country.trim().replace(/[\s.]+(?:instead|please|thanks|from now on)\b.*$/i, '');
}

/** The label of a kept address that a message names, such as "work" in "send it to my work address". */
export function findAddressLabel(text: string): string | undefined {
  const told = text.replaceAll(
    /\b(?:instead of|not|rather than|away from)\s+(?:to\s+|at\s+)?(?:my |the )?\w+/gi,
    ' ',
  );
  const label = (LABELLED.exec(told) ?? LABEL.exec(told) ?? ALONE.exec(told) ?? AT.exec(told))?.groups?.[
    'label'
  ]?.toLowerCase();
  return label === undefined ? undefined : (SAME[label] ?? label);
}
