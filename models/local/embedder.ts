import { LRUCache } from 'lru-cache';
import type { Embedder } from '../embedder.js';
import { createEncodeQueue, type EncodeQueue } from './encoder/encode-queue.js';
import { createEncoderThread } from './encoder/encoder-thread.js';

/** What a corpus records when this embedder wrote it. */
export const LOCAL_EMBEDDER_ID = 'use-lite-512';

const CACHED_TEXTS = 2_000;
/** A call with more texts than this is an ingestion and lets customers' queries pass. */
const INTERACTIVE_TEXTS = 4;
/** What stands in for a blank text, which has no tokens to encode. */
const BLANK = '.';

interface SharedEncoder {
  queue: EncodeQueue;
  cache: LRUCache<string, Float32Array>;
  close(): Promise<void>;
}

let shared: SharedEncoder | undefined;
let users = 0;

/**
 * Universal Sentence Encoder lite in a worker thread. All local embedders of a process share one thread and one cache;
 * the thread ends when the last of them is closed. Text beyond about 128 word pieces does not change the vector.
 */
export function createLocalEmbedder(): Embedder {
  shared ??= startSharedEncoder();
  const encoder = shared;
  users += 1;
  let closed = false;
  return {
    id: LOCAL_EMBEDDER_ID,
    dimensions: 512,
    async embed(texts, signal) {
      signal?.throwIfAborted();
      const priority = texts.length > INTERACTIVE_TEXTS ? 'bulk' : 'interactive';
      return Promise.all(
        texts.map(async (text) => {
          const key = text.replace(/\s+/g, ' ').trim() || BLANK;
          const vector = encoder.cache.get(key) ?? (await encoder.queue.add(key, priority, signal));
          encoder.cache.set(key, vector);
          return Array.from(vector);
        }),
      );
    },
    async close() {
      if (closed) return;
      closed = true;
      users -= 1;
      if (users > 0) return;
      if (shared === encoder) shared = undefined;
      await encoder.close();
    },
  };
}

function startSharedEncoder(): SharedEncoder {
  const thread = createEncoderThread();
  return {
    queue: createEncodeQueue((text) => thread.encode(text)),
    cache: new LRUCache({ max: CACHED_TEXTS }),
    close: () => thread.close(),
  };
}
