import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './markdown.js';
import { parseInline, plainText, withoutOpenMark } from './markdown-inline.js';

const kinds = (text: string) => parseMarkdown(text).map((block) => block.kind);

describe('parseMarkdown', () => {
  it('tells the kinds of blocks apart', () => {
    const text =
      '# Title\nwords\nmore\n\n- a\n- b\n\n> said\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```';
    expect(kinds(text)).toEqual(['heading', 'paragraph', 'list', 'quote', 'table', 'code']);
  });

  it('keeps numbered steps one list over blank lines, with their first number and what is nested in them', () => {
    const [list, ...others] = parseMarkdown(
      '3. Open the lid\n\n4. Look inside\n   - red: stop\n   - green: go on\n\n5. Close',
    );
    expect(others).toEqual([]);
    expect(list).toMatchObject({ kind: 'list', ordered: true, start: 3 });
    const items = list?.kind === 'list' ? list.items : [];
    expect(items).toHaveLength(3);
    expect(items[1]?.blocks).toMatchObject([{ kind: 'list', ordered: false, items: [{}, {}] }]);
  });

  it('joins a wrapped line to its item and ends the list at a paragraph', () => {
    const [list, after] = parseMarkdown('- one\n  goes on\n- two\n\nAfter');
    expect(list?.kind === 'list' && list.items[0]?.content).toEqual([
      { kind: 'text', text: 'one' },
      { kind: 'break' },
      { kind: 'text', text: 'goes on' },
    ]);
    expect(after).toMatchObject({ kind: 'paragraph', source: 'After' });
  });

  it('reads a table with or without outer bars, and leaves a sentence with a bar alone', () => {
    const [table] = parseMarkdown('a | b\n--|--\n1 | **2**');
    expect(table).toMatchObject({
      header: [[{ text: 'a' }], [{ text: 'b' }]],
      rows: [[[{ text: '1' }], [{ kind: 'strong' }]]],
    });
    expect(kinds('either | or\nno rule here')).toEqual(['paragraph']);
  });

  it('shows a code block that is still arriving, and nothing in it as a mark', () => {
    expect(parseMarkdown('```sh\n**ls**')).toMatchObject([{ kind: 'code', text: '**ls**' }]);
    expect(parseMarkdown('```')).toMatchObject([{ kind: 'code', text: '' }]);
  });

  it('reads any text to its end, loses no word of a plain one, and never throws', () => {
    const line = fc.stringMatching(/^[\s#>*\-|`_[\]().a-c0-9]{0,24}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const sources = parseMarkdown(text).map((block) => block.source);
        const bare = (words: string) => words.replaceAll(/\s/g, '');
        expect(bare(sources.join(''))).toBe(bare(text));
      }),
    );
  });

  it('keeps every block but the last as it was while words are added', () => {
    const whole = 'First.\n\n1. One\n2. Two\n\nLast words [guide.1].\n\n- a\n- b';
    for (let cut = 1; cut < whole.length; cut += 1) {
      const before = parseMarkdown(whole.slice(0, cut)).map((block) => block.source);
      const after = parseMarkdown(whole).map((block) => block.source);
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    }
  });
});

describe('parseInline', () => {
  it('reads strong, emphasis, code and breaks', () => {
    expect(parseInline('a **b *c*** `d*`\n_e_')).toEqual([
      { kind: 'text', text: 'a ' },
      {
        kind: 'strong',
        content: [
          { kind: 'text', text: 'b ' },
          { kind: 'emphasis', content: [{ kind: 'text', text: 'c' }] },
        ],
      },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd*' },
      { kind: 'break' },
      { kind: 'emphasis', content: [{ kind: 'text', text: 'e' }] },
    ]);
  });

  it.each(['2 * 3 * 4', 'snake_case_name', '**open', 'a * b', '[not a chunk]', '<b>bold</b>'])(
    'leaves %j as text',
    (text) => {
      expect(parseInline(text)).toEqual([{ kind: 'text', text }]);
    },
  );

  it('takes citations, several in one bracket too, and the space before them', () => {
    expect(parseInline('Wipe it [dust-guide.2, dock.10].')).toEqual([
      { kind: 'text', text: 'Wipe it' },
      { kind: 'citation', chunkId: 'dust-guide.2' },
      { kind: 'citation', chunkId: 'dock.10' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('reads a link without judging its address: that is up to whoever draws it', () => {
    expect(parseInline('[here](javascript:alert(1)')).toContainEqual({
      kind: 'link',
      text: 'here',
      href: 'javascript:alert(1',
    });
  });
});

describe('text for other readers', () => {
  it('holds back a mark that is only half there', () => {
    expect(withoutOpenMark('Wipe it [dust-gui')).toBe('Wipe it');
    expect(withoutOpenMark('It is **')).toBe('It is ');
    expect(withoutOpenMark('Done [dust.1] now')).toBe('Done [dust.1] now');
  });

  it('reads without marks and citations', () => {
    expect(plainText('## Steps\nWipe the **contacts** [dust.1, dock.2]. See [help](/help).')).toBe(
      'Steps\nWipe the contacts. See help.',
    );
  });
});
