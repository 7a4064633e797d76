import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toClassifierInput } from './classifier-input.js';
import { ROW, toLogits } from './softmax-regression.js';
import type { TrainedClassifier } from './trained-classifier.js';
import { readTrainedClassifier, writeTrainedClassifier } from './weights-file.js';

const row = (seed: number) => Float32Array.from({ length: ROW }, (_, index) => Math.sin(index * seed));
const trained: TrainedClassifier = {
  key: 'a key',
  embedder: 'use-lite-512',
  classes: ['one', 'two'],
  temperature: 0.5,
  model: { rows: [row(1), row(2)] },
};

let path: string;
let folder: URL;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'weights-'));
  folder = pathToFileURL(`${path}/`);
});
afterEach(() => rm(path, { recursive: true }));

describe('the weights file', () => {
  it('gives back nearly the same model in a tenth of the room', async () => {
    await writeTrainedClassifier('router', trained, folder);
    const read = await readTrainedClassifier('router', folder);
    expect(read).toMatchObject({ key: 'a key', classes: ['one', 'two'], temperature: 0.5 });
    const input = toClassifierInput(
      'where is my order',
      Float32Array.from({ length: 512 }, () => 1 / Math.sqrt(512)),
    );
    const [before = [], after = []] = [toLogits(trained.model, input), read && toLogits(read.model, input)];
    for (const [index, logit] of before.entries()) expect(after[index]).toBeCloseTo(logit, 1);
    expect((await readFile(join(path, 'router.weights.json'))).length).toBeLessThan(10_000);
  });

  it('is undefined when nobody trained it, and an error when it is broken', async () => {
    expect(await readTrainedClassifier('router', folder)).toBeUndefined();
    await writeTrainedClassifier('router', trained, folder);
    const file = JSON.parse(await readFile(join(path, 'router.weights.json'), 'utf8'));
    file.rows[0].weights = 'AAAA';
    await writeFile(join(path, 'router.weights.json'), JSON.stringify(file));
    await expect(readTrainedClassifier('router', folder)).rejects.toThrow('a row of 3 weights');
  });

  it('takes no name that leads out of its folder', async () => {
    await expect(readTrainedClassifier('../secrets', folder)).rejects.toThrow('no name');
  });
});
