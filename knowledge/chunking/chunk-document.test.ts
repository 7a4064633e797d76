import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkId } from '../../contract/citation.js';
import { chunkDocument } from './chunk-document.js';
import { countWords } from './count-words.js';

const words = (count: number, word = 'word') =>
  Array.from({ length: count }, (_, n) => `${word}${n}`).join(' ');
const chunk = (body: string) => chunkDocument({ id: 'guide', body });

describe('chunkDocument', () => {
  it('gives every chunk the headings above it and an id by its position', () => {
    const chunks = chunk('Intro.\n\n## One\n\nFirst.\n\n### Deep\n\nSecond.\n\n## Two\n\nThird.');
    expect(chunks).toEqual([
      { id: 'guide.1', documentId: 'guide', position: 1, headingPath: [], content: 'Intro.' },
      { id: 'guide.2', documentId: 'guide', position: 2, headingPath: ['One'], content: 'First.' },
      { id: 'guide.3', documentId: 'guide', position: 3, headingPath: ['One', 'Deep'], content: 'Second.' },
      { id: 'guide.4', documentId: 'guide', position: 4, headingPath: ['Two'], content: 'Third.' },
    ]);
    for (const { id } of chunks) expect(ChunkId.safeParse(id).success).toBe(true);
  });

  it('takes the words of a heading with markup, and no path from a first-level heading', () => {
    const [first, second] = chunk('# Title\n\nText.\n\n## If it blinks **red** or `E4`\n\nMore.');
    expect(first?.headingPath).toEqual([]);
    expect(second?.headingPath).toEqual(['If it blinks red or E4']);
  });

  it('never crosses a heading, however short the sections are', () => {
    expect(chunk('## A\n\none\n\n## B\n\ntwo').map(({ content }) => content)).toEqual(['one', 'two']);
  });

  it('cuts a long section between paragraphs, at about 120 words', () => {
    const chunks = chunk([words(70, 'a'), words(40, 'b'), words(70, 'c')].join('\n\n'));
    expect(chunks.map(({ content }) => countWords(content))).toEqual([110, 70]);
  });

  it('cuts a long paragraph between sentences', () => {
    const sentence = (letter: string) => `${words(49, letter)} end.`;
    const chunks = chunk(['A', 'B', 'C', 'D', 'E'].map(sentence).join(' '));
    expect(chunks).toHaveLength(3);
    for (const { content } of chunks) expect(content).toMatch(/end\.$/);
  });

  it('keeps a list of steps whole, with the sentence that leads to it', () => {
    const steps = Array.from({ length: 8 }, (_, n) => `${n + 1}. ${words(18)}`).join('\n');
    const [only, ...others] = chunk(`Do this:\n\n${steps}`);
    expect(others).toEqual([]);
    expect(only?.content.startsWith('Do this:\n\n1. ')).toBe(true);
    expect(only?.content).toContain('8. ');
  });

  it('cuts a very long list between items, which keep their numbers and the lines below them', () => {
    const steps = Array.from(
      { length: 9 },
      (_, n) => `${n + 1}. ${words(20)}\n   - if it blinks: ${words(10)}`,
    );
    const chunks = chunk(steps.join('\n'));
    expect(chunks.length).toBeGreaterThan(1);
    for (const { content } of chunks) expect(content).toMatch(/^\d+\. /);
    expect(chunks.flatMap(({ content }) => content.match(/^\d+(?=\.)/gm) ?? [])).toEqual(
      Array.from({ length: 9 }, (_, n) => `${n + 1}`),
    );
    for (const { content } of chunks) expect(content).not.toMatch(/(^|\n)\s*- if[^\n]*\n\s*- if/);
  });

  it('cuts a long table between rows and repeats its head', () => {
    const rows = Array.from({ length: 12 }, (_, n) => `| light ${n} | ${words(20)} |`);
    const chunks = chunk(['| Light | Meaning |', '|---|---|', ...rows].join('\n'));
    expect(chunks.length).toBeGreaterThan(1);
    for (const { content } of chunks)
      expect(content).toMatch(/^\| Light \| Meaning \|\n\|---\|---\|\n\| light/);
  });

  it('leaves out comments and rules, and makes nothing of an empty body', () => {
    expect(chunk('<!-- note -->\n\n---\n')).toEqual([]);
  });

  it('keeps a block of code whole', () => {
    const code = `\`\`\`\n${words(200)}\n\`\`\``;
    expect(chunk(code).map(({ content }) => content)).toEqual([code]);
  });

  it('loses and repeats no sentence of any prose', () => {
    const sentence = fc.integer({ min: 1, max: 60 }).map((count) => `${words(count, 'Word')}.`);
    const paragraph = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (paragraphs) => {
        const text = (all: readonly string[]) => all.join(' ').replace(/\s+/g, ' ');
        const contents = chunk(paragraphs.join('\n\n')).map(({ content }) => content);
        expect(text(contents)).toBe(text(paragraphs));
        for (const content of contents) expect(countWords(content)).toBeLessThanOrEqual(120);
      }),
      { numRuns: 60 },
    );
  });
});
