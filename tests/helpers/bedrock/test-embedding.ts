import { createHash } from 'node:crypto';

/** A unit vector in which texts that share words are near each other; the same text always gives the same. */
export function toTestEmbedding(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? ['']) {
    const digest = createHash('sha256').update(word).digest();
    const position = digest.readUInt32LE(0) % dimensions;
    vector[position] = (vector[position] ?? 0) + (digest.readUInt8(4) % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
