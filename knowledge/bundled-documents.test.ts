import { beforeAll, describe, expect, it } from 'vitest';
import { ChunkId } from '../contract/citation.js';
import { CATALOG } from '../database/seed/catalog.js';
import { LOCAL_EMBEDDER_ID } from '../models/local/embedder.js';
import { BUNDLED_DOCUMENTS, BUNDLED_VECTORS } from './bundled-documents.js';
import { chunkDocument } from './chunking/chunk-document.js';
import { countWords } from './chunking/count-words.js';
import type { KnowledgeDocument } from './document.js';
import { embeddedTexts } from './embedded-texts.js';
import { readDocuments } from './read-documents.js';
import { readStoredVectors } from './stored-vectors.js';

let documents: KnowledgeDocument[];
beforeAll(async () => {
  documents = await readDocuments([BUNDLED_DOCUMENTS]);
});

describe('the documents that come with the product', () => {
  it('are enough of each kind', () => {
    const count = (kind: string) => documents.filter((document) => document.kind === kind).length;
    expect(documents.length).toBeGreaterThanOrEqual(45);
    expect(count('guide')).toBeGreaterThanOrEqual(25);
    expect(count('faq')).toBeGreaterThanOrEqual(15);
    expect(count('policy')).toBeGreaterThanOrEqual(6);
  });

  it('lie in a file of their id', () => {
    for (const { id, source } of documents) expect(source.endsWith(`/${id}.md`)).toBe(true);
  });

  it('have guides with numbered steps', () => {
    for (const { id, kind, body } of documents) {
      if (kind === 'guide') expect(body, id).toMatch(/^1\. .+\n2\. /m);
    }
  });

  it('have passages that can be cited and read at a glance', () => {
    for (const document of documents) {
      for (const { id, content } of chunkDocument(document)) {
        expect(ChunkId.safeParse(id).success, id).toBe(true);
        expect(countWords(content), id).toBeLessThanOrEqual(180);
      }
    }
  });

  it('are about categories that the shop has, and leave out no kind of device', () => {
    const categories = new Set(CATALOG.map((product) => product.category));
    const covered = new Set(
      documents.flatMap(({ product, alsoFor }) => [...(product ? [product] : []), ...alsoFor]),
    );
    expect([...covered].filter((category) => !categories.has(category))).toEqual([]);
    const devices = [...categories].filter((category) => !/-(?:supply|accessory)$/.test(category));
    expect(devices.filter((category) => !covered.has(category))).toEqual([]);
  });

  it('name only documents that exist when they point to another', () => {
    const titles = documents.map((document) => document.title);
    for (const { id, body } of documents) {
      for (const [, title = ''] of body.matchAll(/see "([A-Z][^"]+)"/g)) {
        const headings = [...body.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
        const known = [...titles, ...headings].some((other) => other.startsWith(title));
        expect(known, `${id} points to "${title}"`).toBe(true);
      }
    }
  });

  it('have a stored vector for every passage, and none that is left over: run "npm run build:vectors"', async () => {
    const stored = await readStoredVectors(BUNDLED_VECTORS);
    const texts = embeddedTexts(documents);
    expect(stored.embedder).toBe(LOCAL_EMBEDDER_ID);
    expect(texts.filter((text) => stored.find(text) === undefined)).toEqual([]);
    expect(stored.size).toBe(texts.length);
  });
});
