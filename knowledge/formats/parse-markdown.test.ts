import { describe, expect, it } from 'vitest';
import { AppError } from '../../platform/errors.js';
import { parseMarkdown } from './parse-markdown.js';

const HEADER = 'id: kettle-scale\ntitle: Limescale in a kettle\nkind: guide\nupdated: 2026-03-01';
const file = (header: string, body = 'Boil vinegar.') => `---\n${header}\n---\n${body}\n`;

describe('parseMarkdown', () => {
  it('reads front matter and body', () => {
    const text = file(
      `${HEADER}\nproduct: kettle\nalsoFor: [coffee-machine]\nquestions:\n  - white flakes in my tea`,
    );
    expect(parseMarkdown(text, 'kettle.md')).toEqual({
      id: 'kettle-scale',
      title: 'Limescale in a kettle',
      product: 'kettle',
      alsoFor: ['coffee-machine'],
      kind: 'guide',
      updated: '2026-03-01',
      questions: ['white flakes in my tea'],
      body: 'Boil vinegar.',
      source: 'kettle.md',
    });
  });

  it('takes a document without a product as one that holds for everything', () => {
    expect(parseMarkdown(file(HEADER), 'kettle.md')).toMatchObject({
      product: null,
      alsoFor: [],
      questions: [],
    });
  });

  it('reads files with Windows line ends', () => {
    expect(parseMarkdown(file(HEADER).replaceAll('\n', '\r\n'), 'kettle.md').title).toBe(
      'Limescale in a kettle',
    );
  });

  it.each([
    ['a missing header', 'Just text.', /front matter/],
    ['an unknown kind', file(HEADER.replace('guide', 'story')), /kind/],
    [
      'an id that is no file name',
      file(HEADER.replace('kettle-scale', 'Kettle Scale')),
      /id: use lower-case/,
    ],
    ['a date that does not exist', file(HEADER.replace('2026-03-01', '2026-02-30')), /updated/],
    ['a field nobody knows', file(`${HEADER}\nauthor: me`), /author/],
    ['broken YAML', file('id: kettle\ntitle: [a'), /broken\.md:3: .*YAML/],
    ['an empty body', file(HEADER, ''), /no text/],
  ])('refuses %s and names the file', (_, text, message) => {
    const parse = () => parseMarkdown(text, 'docs/broken.md');
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(/docs\/broken\.md/);
  });

  it('names every field that does not fit at once', () => {
    const parse = () => parseMarkdown(file('title: x\nkind: story'), 'broken.md');
    expect(parse).toThrow(/id: .*\n.*:2: title: .*\n.*:3: kind: .*\n.*updated: /);
  });
});
