import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDocuments } from './read-documents.js';

const markdown = (id: string) =>
  `---\nid: ${id}\ntitle: About ${id}\nkind: faq\nupdated: 2026-01-01\n---\nText.\n`;

describe('readDocuments', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'documents-'));
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'b.md'), markdown('b'));
    await writeFile(join(folder, 'deep', 'a.md'), markdown('a'));
    await writeFile(join(folder, 'picture.png'), 'not a document');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads every Markdown file below a folder, ordered by id', async () => {
    const documents = await readDocuments([folder]);
    expect(documents.map(({ id, source }) => [id, source])).toEqual([
      ['a', join(folder, 'deep', 'a.md')],
      ['b', join(folder, 'b.md')],
    ]);
  });

  it('reads Markdown, HTML and plain text side by side', async () => {
    await writeFile(join(folder, 'deep', 'Opening Hours.html'), '<h1>Opening hours</h1><p>Nine to five.</p>');
    await writeFile(join(folder, 'notes.txt'), 'Notes\nBe kind.');
    const documents = await readDocuments([folder]);
    expect(documents.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'About a'],
      ['b', 'About b'],
      ['deep-opening-hours', 'Opening hours'],
      ['notes', 'Notes'],
    ]);
  });

  it('tells of every file that does not fit at once', async () => {
    await writeFile(join(folder, 'broken.md'), 'No header.');
    await writeFile(join(folder, 'bytes.txt'), new Uint8Array([0xff, 0xfe, 0x00]));
    const reading = readDocuments([folder, join(folder, 'picture.png')]);
    await expect(reading).rejects.toThrow(
      /broken\.md:1: .*\n.*bytes\.txt: is not UTF-8.*\n.*picture\.png: is none of/,
    );
  });

  it('reads single files', async () => {
    expect((await readDocuments([join(folder, 'b.md')])).map(({ id }) => id)).toEqual(['b']);
  });

  it('refuses two documents of one id and names both files', async () => {
    await writeFile(join(folder, 'copy.md'), markdown('a'));
    await expect(readDocuments([folder])).rejects.toThrow(/"a".*(copy|a)\.md|a\.md.*"a"/);
  });

  it('fails for a path that is not there', async () => {
    await expect(readDocuments([join(folder, 'absent')])).rejects.toThrow(/ENOENT/);
  });
});
