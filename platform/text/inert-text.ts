const LINK_REMOVED = '(link removed)';
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
/** An address with any scheme, one that runs or carries code, and a host with a path though no scheme. */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{1,15}:\/\/|(?:javascript|vbscript):\S|data:[a-z]+\/|www\.|(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,24}\/)\S*/gi;

/** The text without characters that are not seen. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** A finished text without markup and addresses: links become their words, tags go. What a removal joins is looked at again. */
export function toInertText(text: string): string {
  const next = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/?[a-z!][^>]*>/gi, '')
    .replace(ADDRESS, LINK_REMOVED);
  // What is left of nested brackets and open tags is taken apart.
  return next === text ? next.replace(/<(?=[a-z/!])/gi, '‹').replaceAll('](', '] (') : toInertText(next);
}

/** The same for a text that was not written in pieces, without invisible characters. */
export function toPlainText(text: string): string {
  return toInertText(withoutInvisible(text));
}
