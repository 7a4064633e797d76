import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../embedder.js';
import { createLocalEmbedder } from './embedder.js';

const cosine = (left: readonly number[], right: readonly number[]) =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe('the local embedder', () => {
  let embedder: Embedder;
  beforeAll(() => {
    embedder = createLocalEmbedder();
  });
  afterAll(() => embedder.close());

  it('gives unit vectors of 512 numbers in the order of the texts', async () => {
    const [order, blank, again] = await embedder.embed(['where is my order', '', 'where  is my\norder']);
    expect(order).toHaveLength(512);
    expect(cosine(order ?? [], order ?? [])).toBeCloseTo(1, 4);
    expect(cosine(blank ?? [], blank ?? [])).toBeCloseTo(1, 4);
    expect(again).toEqual(order);
  });

  it('puts texts of the same meaning nearer than others', async () => {
    const [late = [], delayed = [], blender = []] = await embedder.embed([
      'my parcel is late',
      'the delivery has been delayed',
      'which blender crushes ice',
    ]);
    expect(cosine(late, delayed)).toBeGreaterThan(cosine(late, blender) + 0.2);
  });

  it('lets a query pass an ingestion that came first', async () => {
    const done: string[] = [];
    const texts = Array.from({ length: 40 }, (_, index) => `passage ${index} about descaling the machine`);
    const bulk = embedder.embed(texts).then(() => done.push('bulk'));
    const query = embedder.embed(['how do I descale it']).then(() => done.push('query'));
    await Promise.all([bulk, query]);
    expect(done).toEqual(['query', 'bulk']);
  });

  it('rejects with the reason when aborted, and stays usable', async () => {
    const controller = new AbortController();
    const pending = embedder.embed(['a text that nobody will wait for'], controller.signal);
    controller.abort(new Error('gone'));
    await expect(pending).rejects.toThrow('gone');
    await expect(embedder.embed(['still there'])).resolves.toHaveLength(1);
    await expect(embedder.embed(['never'], controller.signal)).rejects.toThrow('gone');
  });

  it('keeps the shared thread until the last embedder is closed', async () => {
    const second = createLocalEmbedder();
    await second.close();
    await second.close();
    await expect(embedder.embed(['not closed by the other one'])).resolves.toHaveLength(1);
  });
});
