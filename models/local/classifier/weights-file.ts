import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ROW } from './softmax-regression.js';
import type { TrainedClassifier } from './trained-classifier.js';

/** One byte a weight, a scale a class: the file is small, and ranks as the full weights do. */
const WeightsFile = z.object({
  key: z.string(),
  embedder: z.string(),
  temperature: z.number().positive(),
  rows: z.array(z.object({ class: z.string(), scale: z.number(), weights: z.base64() })),
});

const FOLDER = new URL('./weights/', import.meta.url);

/** The trained weights of that name, or undefined when nobody trained it. Throws on a file that is not what it should be. */
export async function readTrainedClassifier(
  name: string,
  folder: URL = FOLDER,
): Promise<TrainedClassifier | undefined> {
  const content = await readFile(weightsUrl(name, folder), 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const { key, embedder, temperature, rows } = WeightsFile.parse(JSON.parse(content));
  return {
    key,
    embedder,
    temperature,
    classes: rows.map((row) => row.class),
    model: { rows: rows.map(unpack) },
  };
}

/** Writes what `readTrainedClassifier` reads. */
export async function writeTrainedClassifier(
  name: string,
  trained: TrainedClassifier,
  folder: URL = FOLDER,
): Promise<void> {
  const { key, embedder, temperature, classes, model } = trained;
  const rows = classes.map((label, index) => ({
    class: label,
    ...pack(model.rows[index] ?? new Float32Array(ROW)),
  }));
  await mkdir(folder, { recursive: true });
  await writeFile(
    weightsUrl(name, folder),
    `${JSON.stringify({ key, embedder, temperature, rows }, null, 1)}\n`,
  );
}

function weightsUrl(name: string, folder: URL): URL {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`${name} is no name for a weights file`);
  return new URL(`${name}.weights.json`, folder);
}

function pack(row: Float32Array): { scale: number; weights: string } {
  const scale = row.reduce((top, value) => Math.max(top, Math.abs(value)), 0) / 127 || 1;
  const bytes = Int8Array.from(row, (value) => Math.round(value / scale));
  return { scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

function unpack({ scale, weights }: { scale: number; weights: string }): Float32Array {
  const bytes = Buffer.from(weights, 'base64');
  if (bytes.length !== ROW) throw new TypeError(`a row of ${bytes.length} weights where ${ROW} are needed`);
  return Float32Array.from(
    new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    (byte) => byte * scale,
  );
}
