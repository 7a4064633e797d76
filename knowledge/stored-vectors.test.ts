import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../models/embedder.js';
import { readStoredVectors, withStoredVectors, writeStoredVectors } from './stored-vectors.js';

const unit = (seed: number) => {
  const values = Array.from({ length: 512 }, (_, n) => Math.sin(seed * 31 + n * 1.7));
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
};
const dot = (left: readonly number[], right: readonly number[]) =>
  left.reduce((sum, value, n) => sum + value * (right[n] ?? 0), 0);

function countingEmbedder(id = 'counting') {
  const asked: string[] = [];
  const embedder: Embedder = {
    id,
    dimensions: 512,
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => unit(text.length));
    },
    async close() {},
  };
  return { embedder, asked };
}

describe('stored vectors', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vectors-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('come back as unit vectors that point the same way', async () => {
    const file = join(folder, 'v');
    await writeStoredVectors(file, 'counting', [['one text', unit(1)]]);
    const vector = (await readStoredVectors(file)).find('one text') ?? [];
    expect(vector).toHaveLength(512);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect(dot(vector, unit(1))).toBeGreaterThan(0.999);
  });

  it('answer for their texts, and the embedder for the others, in the order asked', async () => {
    const file = join(folder, 'v');
    await writeStoredVectors(file, 'counting', [['known', unit(7)]]);
    const { embedder, asked } = countingEmbedder();
    const vectors = await withStoredVectors(embedder, await readStoredVectors(file)).embed([
      'new',
      'known',
      'newer',
    ]);
    expect(asked).toEqual(['new', 'newer']);
    expect(vectors[0]).toEqual(unit(3));
    expect(dot(vectors[1] ?? [], unit(7))).toBeGreaterThan(0.999);
    expect(vectors[2]).toEqual(unit(5));
  });

  it('are ignored by another embedder', async () => {
    const file = join(folder, 'v');
    await writeStoredVectors(file, 'counting', [['known', unit(7)]]);
    const { embedder, asked } = countingEmbedder('other');
    await withStoredVectors(embedder, await readStoredVectors(file)).embed(['known']);
    expect(asked).toEqual(['known']);
  });

  it('are none when there is no file', async () => {
    expect((await readStoredVectors(join(folder, 'absent'))).find('known')).toBeUndefined();
  });

  it('are written the same whatever order they come in', async () => {
    const entries = [
      ['a', unit(1)],
      ['b', unit(2)],
    ] as const;
    await writeStoredVectors(join(folder, '1'), 'counting', entries);
    await writeStoredVectors(join(folder, '2'), 'counting', [...entries].reverse());
    expect(await readFile(join(folder, '1'), 'utf8')).toBe(await readFile(join(folder, '2'), 'utf8'));
  });
});
