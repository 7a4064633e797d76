import { parseMarkdown } from '../markdown.js';
import { element } from './element.js';

/**
 * @typedef {import('../markdown.js').Block} Block
 * @typedef {import('../markdown-inline.js').Inline} Inline
 * @typedef {(chunkId: string) => Node | undefined} CitationMarker
 */

/**
 * Draws a text that grows. A block whose source did not change keeps its nodes, so that a selection in it and the
 * reader's place survive the next words.
 * @param {HTMLElement} container
 * @param {CitationMarker} markCitation gives the footnote mark of a chunk, or nothing when it is not known (yet)
 */
export function createMarkdownView(container, markCitation) {
  /** @type {{ source: string, node: Node }[]} */
  const drawn = [];

  /** @param {string} text @param {{ redraw?: boolean }} [options] */
  return function draw(text, { redraw = false } = {}) {
    const blocks = parseMarkdown(text);
    const kept = redraw ? 0 : sameAtStart(blocks, drawn);
    for (const { node } of drawn.splice(kept)) node.parentNode?.removeChild(node);
    for (const block of blocks.slice(kept)) {
      const node = drawBlock(block, markCitation);
      container.append(node);
      drawn.push({ source: block.source, node });
    }
  };
}

/** @param {readonly { source: string }[]} left @param {readonly { source: string }[]} right */
function sameAtStart(left, right) {
  const differs = left.findIndex((block, index) => block.source !== right[index]?.source);
  return differs === -1 ? left.length : differs;
}

/** @param {Block} block @param {CitationMarker} mark @returns {HTMLElement} */
function drawBlock(block, mark) {
  /** @param {readonly Inline[]} content */
  const inline = (content) => drawInline(content, mark);
  switch (block.kind) {
    case 'heading':
      return element('h4', {}, ...inline(block.content));
    case 'quote':
      return element('blockquote', {}, ...inline(block.content));
    case 'code':
      return element('pre', { tabindex: 0 }, element('code', {}, block.text));
    case 'list':
      return drawList(block, mark);
    case 'table':
      return drawTable(block, inline);
    default:
      return element('p', {}, ...inline(block.content));
  }
}

/** @param {Extract<Block, { kind: 'list' }>} list @param {CitationMarker} mark */
function drawList(list, mark) {
  const items = list.items.map(({ content, blocks }) =>
    element('li', {}, ...drawInline(content, mark), ...blocks.map((block) => drawBlock(block, mark))),
  );
  if (!list.ordered) return element('ul', {}, ...items);
  return element('ol', { start: list.start === 1 ? undefined : list.start }, ...items);
}

/** @param {Extract<Block, { kind: 'table' }>} table @param {(content: readonly Inline[]) => Node[]} inline */
function drawTable({ header, rows }, inline) {
  const head = element('tr', {}, ...header.map((cell) => element('th', { scope: 'col' }, ...inline(cell))));
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, ...inline(cell)))));
  const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
  return element('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': 'Table' }, table);
}

/** @param {readonly Inline[]} content @param {CitationMarker} mark @returns {Node[]} */
function drawInline(content, mark) {
  return content.flatMap((part) => {
    switch (part.kind) {
      case 'strong':
        return [element('strong', {}, ...drawInline(part.content, mark))];
      case 'emphasis':
        return [element('em', {}, ...drawInline(part.content, mark))];
      case 'code':
        return [element('code', {}, part.text)];
      case 'link':
        return [drawLink(part)];
      case 'citation':
        return [mark(part.chunkId)].filter((node) => node !== undefined);
      case 'break':
        return [element('br')];
      default:
        return [document.createTextNode(part.text)];
    }
  });
}

/** A link of this very site can be followed; any other is written out, so that nobody is sent anywhere unseen. @param {{ text: string, href: string }} link */
function drawLink({ text, href }) {
  const url = URL.canParse(href, location.href) ? new URL(href, location.href) : undefined;
  if (url?.origin === location.origin && url.protocol.startsWith('http'))
    return element('a', { href: url.href }, text);
  return document.createTextNode(text === href ? text : `${text} (${href})`);
}
