/**
 * @typedef {{ kind: 'text' | 'code', text: string }} Words
 * @typedef {{ kind: 'strong' | 'emphasis', content: Inline[] }} Marked
 * @typedef {{ kind: 'link', text: string, href: string }} Link
 * @typedef {{ kind: 'citation', chunkId: string }} CitationMark
 * @typedef {Words | Marked | Link | CitationMark | { kind: 'break' }} Inline
 */

const CHUNK = '[a-z0-9-]{1,80}\\.[0-9]{1,4}';
const MARKS = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '\\*\\*(?<strong>\\S(?:[^\\n]*?\\S)??)\\*\\*(?!\\*)',
    '(?<![\\w*])\\*(?<star>[^\\s*](?:[^*\\n]*?[^\\s*])?)\\*(?![\\w*])',
    '(?<![\\w_])_(?<underscore>[^\\s_](?:[^_\\n]*?[^\\s_])?)_(?![\\w_])',
    '\\[(?<label>[^\\]\\n]+)\\]\\((?<href>[^)\\s]+)\\)',
    `[ \\t]?\\[(?<chunks>${CHUNK}(?:\\s*[,;]\\s*${CHUNK})*)\\]`,
    '(?<newline>\\n)',
  ].join('|'),
  'g',
);

/** The marks inside one block: strong, emphasis, code, links, citations, line breaks. Unclosed marks are text. @param {string} text @returns {Inline[]} */
export function parseInline(text) {
  /** @type {Inline[]} */
  const found = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) });
    found.push(...markOf(match.groups ?? {}));
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) });
  return found;
}

/** @param {Record<string, string | undefined>} groups @returns {Inline[]} */
function markOf({ code, strong, star, underscore, label, href, chunks }) {
  if (code !== undefined) return [{ kind: 'code', text: code }];
  if (strong !== undefined) return [{ kind: 'strong', content: parseInline(strong) }];
  const emphasis = star ?? underscore;
  if (emphasis !== undefined) return [{ kind: 'emphasis', content: parseInline(emphasis) }];
  if (label !== undefined && href !== undefined) return [{ kind: 'link', text: label, href }];
  if (chunks !== undefined)
    return chunks.split(/[,;]/).map((id) => ({ kind: 'citation', chunkId: id.trim() }));
  return [{ kind: 'break' }];
}

/** Text that is still arriving, without a citation or a mark that is only half there. @param {string} text */
export function withoutOpenMark(text) {
  return text.replace(/\s*\[[^\]\n]{0,100}$/, '').replace(/\*{1,2}$/, '');
}

/** The same words without any mark, for a screen reader. @param {string} text */
export function plainText(text) {
  return text
    .replaceAll(new RegExp(`\\s?\\[${CHUNK}(?:\\s*[,;]\\s*${CHUNK})*\\]`, 'g'), '')
    .replaceAll(/\[([^\]\n]+)\]\([^)\s]+\)/g, '$1')
    .replaceAll(/\*\*|`|^#{1,6}\s+|^>\s?/gm, '')
    .trim();
}
