import { capitalize } from './say.js';
import { countAlike, tellingWords } from './words.js';

/** A passage as the tools give it. */
export interface Passage {
  id: string;
  title: string;
  text: string;
}

const MOST_ROWS = 2;

/**
 * A passage in plain list markup with its citation. Of a table only the rows that fit the request are shown, written
 * out; steps keep their numbers. Headings are not repeated.
 */
export function showPassage(passage: Passage, request: string): string {
  const blocks = passage.text.trim().split(/\n{2,}/);
  const shown = blocks
    .map((block) => (isTable(block) ? showRows(block, request) : block.replace(/^#+\s*/gm, '')))
    .filter((block) => block !== '');
  return cite(shown.join('\n\n'), passage.id);
}

/** The text with the citation behind its last words, or on the line below a list. */
function cite(text: string, id: string): string {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  return /^\s*(?:[-*]|\d+\.)\s/.test(lastLine) && text.includes('\n') ? `${text} [${id}]` : `${text} [${id}]`;
}

/** Whether a block is a table of markdown. */
export function isTable(block: string): boolean {
  return /^\|.*\|\s*\n\|[\s:|-]+\|/.test(block);
}

function showRows(block: string, request: string): string {
  const [head = [], ...rows] = block
    .split('\n')
    .filter((line) => !/^\|[\s:|-]+\|?$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split('|')
        .map((cell) => cell.trim()),
    );
  const words = tellingWords(request);
  const scored = rows.map((cells) => ({
    cells,
    score: countAlike(words, cells[0] ?? '') * 2 + countAlike(words, cells.join(' ')),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const fitting = best === 0 ? scored : scored.filter(({ score }) => score === best);
  return fitting
    .slice(0, best === 0 ? 8 : MOST_ROWS)
    .map(({ cells }) => `- ${sayRow(head, cells)}`)
    .join('\n');
}

function sayRow(head: readonly string[], cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  const said = rest
    .map((cell, index) =>
      rest.length > 2 && head[index + 1] !== undefined ? `${head[index + 1]}: ${cell}` : cell,
    )
    .filter((cell) => cell !== '');
  return `**${capitalize(first)}**: ${said.join('. ').replaceAll(/\.\./g, '.')}`;
}

/** The headings that a passage sends the reader to ("See "The light blinks red""). */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/(?:see|with|under|in|do) "([^"]{3,80})"/gi)].map((match) => match[1] ?? '');
}

/** The last part of a passage's title: its own heading. */
export function headingOf({ title }: Pick<Passage, 'title'>): string {
  return title.split(' > ').at(-1) ?? title;
}

/** The document's title in a passage's title. */
export function documentOf({ title }: Pick<Passage, 'title'>): string {
  return title.split(' > ')[0] ?? title;
}
