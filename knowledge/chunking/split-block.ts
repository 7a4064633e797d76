import { countWords } from './count-words.js';
import type { Block } from './parse-sections.js';

/** Cuts a block that is too long for one chunk: a list between items, a table between rows, text between sentences. */
export function splitBlock(block: Block, maxWords: number): string[] {
  if (countWords(block.source) <= maxWords) return [block.source];
  switch (block.node.type) {
    case 'list':
      return pack(listItems(block), maxWords, '\n');
    case 'table':
      return splitTable(block.source, maxWords);
    case 'code':
      return [block.source];
    default:
      return pack(sentences(block.source), maxWords, ' ');
  }
}

/** Joins pieces in order into parts of at most `maxWords`; a single piece that is longer stays whole. */
export function pack(pieces: readonly string[], maxWords: number, separator: string): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let words = 0;
  for (const piece of pieces) {
    const more = countWords(piece);
    if (part.length > 0 && words + more > maxWords) {
      parts.push(part.join(separator));
      part = [];
      words = 0;
    }
    part.push(piece);
    words += more;
  }
  if (part.length > 0) parts.push(part.join(separator));
  return parts;
}

function listItems(block: Block): string[] {
  if (block.node.type !== 'list') return [block.source];
  const base = block.node.position?.start.offset ?? 0;
  return block.node.children.map((item) => {
    const start = (item.position?.start.offset ?? base) - base;
    const end = (item.position?.end.offset ?? base) - base;
    return block.source.slice(start, end);
  });
}

function splitTable(source: string, maxWords: number): string[] {
  const [head = '', rule = '', ...rows] = source.split('\n');
  return pack(rows, maxWords - countWords(head), '\n').map((part) => [head, rule, part].join('\n'));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function sentences(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter((one) => one !== '');
}
