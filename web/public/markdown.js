import { parseInline } from './markdown-inline.js';

/**
 * @typedef {import('./markdown-inline.js').Inline} Inline
 * @typedef {{ kind: 'paragraph' | 'heading' | 'quote', source: string, content: Inline[] }} TextBlock
 * @typedef {{ kind: 'list', source: string, ordered: boolean, start: number, items: { content: Inline[], blocks: Block[] }[] }} ListBlock
 * @typedef {{ kind: 'table', source: string, header: Inline[][], rows: Inline[][][] }} TableBlock
 * @typedef {{ kind: 'code', source: string, text: string }} CodeBlock
 * @typedef {TextBlock | ListBlock | TableBlock | CodeBlock} Block
 */

const ITEM = /^(\s*)(?:[-*+]|(\d{1,4})[.)])\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const QUOTE = /^>\s?(.*)$/;
const FENCE = /^\s*```/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * The blocks of a reply in the small part of Markdown that replies use: paragraphs, headings, nested lists, tables,
 * quotes and code. Anything else is text. Each block carries its source, so that one that did not change need not be
 * drawn again while words stream in.
 * @param {string} text @returns {Block[]}
 */
export function parseMarkdown(text) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  /** @type {Block[]} */
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const length = blockLength(lines, at);
    const source = lines.slice(at, at + length);
    if (source.some((line) => line.trim() !== '')) blocks.push(parseBlock(source));
    at += length;
  }
  return blocks;
}

/** How many lines the block that begins here takes. @param {string[]} lines @param {number} at */
function blockLength(lines, at) {
  const first = lines[at] ?? '';
  if (first.trim() === '' || HEADING.test(first)) return 1;
  if (FENCE.test(first)) {
    const end = lines.findIndex((line, index) => index > at && FENCE.test(line));
    return (end === -1 ? lines.length : end + 1) - at;
  }
  if (ITEM.test(first)) return countWhile(lines, at, (line, index) => continuesList(lines, line, index));
  if (QUOTE.test(first)) return countWhile(lines, at, (line) => QUOTE.test(line));
  if (isTable(lines, at)) return countWhile(lines, at, (line) => line.includes('|'));
  return countWhile(lines, at, (line, index) => !startsBlock(lines, line, index));
}

/** @param {string[]} lines @param {string} line @param {number} index */
function startsBlock(lines, line, index) {
  if (line.trim() === '' || HEADING.test(line) || FENCE.test(line) || QUOTE.test(line)) return true;
  return ITEM.test(line) || isTable(lines, index);
}

/** A list goes on over blank lines while the next line is an item or is indented. @param {string[]} lines @param {string} line @param {number} index */
function continuesList(lines, line, index) {
  if (line.trim() !== '') {
    return ITEM.test(line) || /^\s{2,}/.test(line) || (lines[index - 1] ?? '').trim() !== '';
  }
  const next = lines.slice(index + 1).find((each) => each.trim() !== '');
  return next !== undefined && (ITEM.test(next) || /^\s{2,}/.test(next));
}

/** @param {string[]} lines @param {number} at @param {(line: string, index: number) => boolean} goesOn */
function countWhile(lines, at, goesOn) {
  let end = at + 1;
  while (end < lines.length && goesOn(lines[end] ?? '', end)) end += 1;
  return end - at;
}

/** @param {string[]} lines @param {number} at */
function isTable(lines, at) {
  const rule = lines[at + 1] ?? '';
  return (lines[at] ?? '').includes('|') && rule.includes('-') && rule.includes('|') && TABLE_RULE.test(rule);
}

/** @param {string[]} lines @returns {Block} */
function parseBlock(lines) {
  const source = lines.join('\n');
  const first = lines[0] ?? '';
  const heading = HEADING.exec(first);
  if (heading) return { kind: 'heading', source, content: parseInline(heading[1] ?? '') };
  if (FENCE.test(first)) {
    const body = lines.slice(1, FENCE.test(lines.at(-1) ?? '') && lines.length > 1 ? -1 : undefined);
    return { kind: 'code', source, text: body.join('\n') };
  }
  if (ITEM.test(first)) return parseList(lines, source);
  if (QUOTE.test(first)) {
    const quoted = lines.map((line) => line.replace(QUOTE, '$1')).join('\n');
    return { kind: 'quote', source, content: parseInline(quoted) };
  }
  if (isTable(lines, 0)) return parseTable(lines, source);
  return { kind: 'paragraph', source, content: parseInline(lines.map((line) => line.trim()).join('\n')) };
}

/** @param {string[]} lines @param {string} source @returns {ListBlock} */
function parseList(lines, source) {
  const outer = ITEM.exec(lines[0] ?? '');
  const indent = (outer?.[1] ?? '').length;
  const number = outer?.[2];
  /** @type {{ text: string, inner: string[] }[]} */
  const items = [];
  for (const line of lines) {
    const match = ITEM.exec(line);
    const item = items.at(-1);
    if (match && (match[1] ?? '').length <= indent + 1) items.push({ text: match[3] ?? '', inner: [] });
    else if (item && item.inner.length === 0 && line.trim() !== '' && !match && !FENCE.test(line))
      item.text += `\n${line.trim()}`;
    else item?.inner.push(dedent(line, indent));
  }
  return {
    kind: 'list',
    source,
    ordered: number !== undefined,
    start: number === undefined ? 1 : Number(number),
    items: items.map(({ text, inner }) => ({
      content: parseInline(text),
      blocks: parseMarkdown(inner.join('\n')),
    })),
  };
}

/** @param {string} line @param {number} indent */
function dedent(line, indent) {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, indent + (spaces >= indent + 3 ? 3 : 2)));
}

/** @param {string[]} lines @param {string} source @returns {TableBlock} */
function parseTable(lines, source) {
  const [header = [], , ...rows] = lines.map(cellsOf);
  return { kind: 'table', source, header, rows };
}

/** @param {string} line @returns {Inline[][]} */
function cellsOf(line) {
  const bare = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return bare.split('|').map((cell) => parseInline(cell.trim()));
}
