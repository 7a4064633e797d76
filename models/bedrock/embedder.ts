import { type BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Embedder } from '../embedder.js';
import { toModelFault } from './model-fault.js';

/** What a corpus records when Titan wrote it. */
export const TITAN_EMBEDDER_ID = 'titan-v2-512';

/** What the embedder is made of; the timeout is for one text. */
export interface TitanEmbedderOptions {
  client: BedrockRuntimeClient;
  modelId: string;
  timeoutMs: number;
}

const TitanReply = z.object({ embedding: z.array(z.number()).length(512) });
const CONCURRENT_CALLS = 8;
const CACHED_TEXTS = 2_000;
/** Titan takes 50,000 characters and no blank text. */
const MAX_CHARACTERS = 40_000;
const BLANK = '.';

/** Titan text embeddings v2 in 512 dimensions; one call a text, a few at a time. Its client is not its own to close. */
export function createTitanEmbedder({ client, modelId, timeoutMs }: TitanEmbedderOptions): Embedder {
  const cache = new LRUCache<string, number[]>({ max: CACHED_TEXTS });

  async function embedOne(text: string, signal: AbortSignal | undefined): Promise<number[]> {
    const inputText = text.slice(0, MAX_CHARACTERS).trim() || BLANK;
    const known = cache.get(inputText);
    if (known !== undefined) return known;
    const limit = deadline(timeoutMs, signal);
    try {
      const body = JSON.stringify({ inputText, dimensions: 512, normalize: true });
      const command = new InvokeModelCommand({ modelId, body, contentType: 'application/json' });
      const reply = await client.send(command, { abortSignal: limit.signal });
      const { embedding } = TitanReply.parse(JSON.parse(new TextDecoder().decode(reply.body)));
      cache.set(inputText, embedding);
      return embedding;
    } catch (error) {
      signal?.throwIfAborted();
      const fault = toModelFault(error);
      if (!limit.signal.aborted && (fault === 'refused' || fault === 'denied')) throw error;
      throw new AppError('unavailable', 'The embedding model does not answer.', { cause: error });
    } finally {
      limit.clear();
    }
  }

  return {
    id: TITAN_EMBEDDER_ID,
    dimensions: 512,
    async embed(texts, signal) {
      signal?.throwIfAborted();
      const vectors: number[][] = [];
      for (let start = 0; start < texts.length; start += CONCURRENT_CALLS) {
        const batch = texts.slice(start, start + CONCURRENT_CALLS);
        vectors.push(...(await Promise.all(batch.map((text) => embedOne(text, signal)))));
      }
      return vectors.map((vector) => [...vector]);
    },
    async close() {},
  };
}
