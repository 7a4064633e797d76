const OURS = /(?:#\s*)?\bsb[\s_–—-]*(\d{6})\b/gi;
const BARE = /(?<![\d.,$€£-])#?\b(\d{6})\b(?![\d.,]*\d)/g;
const ODD =
  /(?:\border\b|\bno\b\.?|\bnumber\b|\bnr\b\.?|#)\s*(?:is|no\.?|number|nr\.?|:)?\s*#?\s*([a-z]{0,3}-?\d{3,}[a-z\d-]*)/gi;

/**
 * The order numbers that a customer wrote, in any spelling, each once and in their order. Ours come out as `SB-100123`;
 * something that is called a number but has another shape comes out as it was written, so that it is looked up too.
 */
export function findOrderNumbers(text: string): string[] {
  const found: { at: number; end: number; id: string }[] = [];
  const collect = (pattern: RegExp, toId: (match: string) => string) => {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const overlaps = found.some((other) => other.at < end && match.index < other.end);
      if (!overlaps) found.push({ at: match.index, end, id: toId(match[1] ?? '') });
    }
  };
  collect(OURS, (digits) => `SB-${digits}`);
  collect(BARE, (digits) => `SB-${digits}`);
  collect(ODD, (written) => written.toUpperCase());
  found.sort((left, right) => left.at - right.at);
  return [...new Set(found.map(({ id }) => id))];
}
