import { describe, expect, it } from 'vitest';
import { fileDetails } from './file-details.js';
import { parseText } from './parse-text.js';

const details = { id: 'kettle', kind: 'guide', updated: '2026-03-01' } as const;
const parse = (text: string) => parseText(text, 'kettle.txt', details);

describe('parseText', () => {
  it('takes the first line as the title and the rest as the text', () => {
    expect(parse('Limescale in a kettle\r\n\r\nBoil vinegar.\r\nRinse.')).toMatchObject({
      ...{ id: 'kettle', title: 'Limescale in a kettle', kind: 'guide', body: 'Boil vinegar.\nRinse.' },
    });
  });

  it('believes front matter more than the file', () => {
    const text = '---\nid: scale\ntitle: Scale\nkind: faq\n---\nFirst line.\nSecond line.';
    expect(parse(text)).toMatchObject({
      id: 'scale',
      title: 'Scale',
      kind: 'faq',
      body: 'First line.\nSecond line.',
    });
  });

  it('loses nothing that looks like a tag', () => {
    expect(parse('Title here\nPress <Enter> if 3 < 4.').body).toBe('Press \\<Enter> if 3 < 4.');
  });

  it('keeps a text of one line', () => {
    expect(parse('Only this line.')).toMatchObject({ title: 'Only this line.', body: 'Only this line.' });
  });

  it('refuses an empty file and a header that does not fit, with the line', () => {
    expect(() => parse(' \n ')).toThrow('kettle.txt: has no text.');
    expect(() => parse('---\ntitle: Scale\nkind: story\n---\nText.')).toThrow(/kettle\.txt:3: kind/);
  });
});

describe('fileDetails', () => {
  it.each([
    ['faq/Shipping & delivery.html', 'faq-shipping-delivery', 'faq'],
    ['Policies/Returns.txt', 'policies-returns', 'policy'],
    ['a/b/Café №5.md', 'a-b-cafe-no5', 'guide'],
    ['-.txt', 'document', 'guide'],
    [
      `${'long-name-'.repeat(12)}end.txt`,
      `${'long-name-'.repeat(12)}end`.slice(-80).replace(/^-+/, ''),
      'guide',
    ],
  ])('reads %s', (path, id, kind) => {
    expect(fileDetails(path, new Date('2026-03-01T12:00:00Z'))).toEqual({ id, kind, updated: '2026-03-01' });
  });
});
