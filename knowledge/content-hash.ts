import { createHash } from 'node:crypto';

/** The SHA-256 of the parts in hex; where one part ends and the next begins counts. */
export function contentHash(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
