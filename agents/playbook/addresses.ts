const POSTAL =
  /(?<line1>\d+[a-z]?\s[^,\n]{3,80}?)\s*,\s*(?:(?<line2>(?:apt|apartment|unit|suite|floor|fl|#)[^,\n]{0,40})\s*,\s*)?(?<city>[\p{L} .'-]{2,60}?)\s*,\s*(?<region>[\p{L} .]{2,40}?)\s*,?\s+(?<code>\d{4,6}(?:-\d{4})?|[a-z]\d[a-z] ?\d[a-z]\d)(?:\s*,\s*(?<country>[\p{L} .]{2,40}))?/iu;

const LABEL =
  /\b(?:to|at|use)\s+(?:my\s+|the\s+)?(?<label>home|work|office|business|cabin|parents)\b(?!\s*(?:it|out))/i;
const LABELLED =
  /\b(?:my|the)\s+(?<label>home|work|office|business|cabin|parents)(?:'s?)?\s+(?:address|place|one)\b/i;

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
  const { line1, line2, city, region, code, country } = POSTAL.exec(text)?.groups ?? {};
  if (line1 === undefined || city === undefined || region === undefined || code === undefined)
    return undefined;
  return {
    line1: line1.trim(),
    ...(line2 === undefined ? {} : { line2: line2.trim() }),
    city: city.trim(),
    region: region.trim(),
    postal_code: code.toUpperCase(),
    ...(country === undefined ? {} : { country: country.trim() }),
  };
}

/** The label of a kept address that a message names, such as "work" in "send it to my work address". */
export function findAddressLabel(text: string): string | undefined {
  return (LABELLED.exec(text) ?? LABEL.exec(text))?.groups?.['label']?.toLowerCase();
}
