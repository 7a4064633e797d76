import { type BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { z } from 'zod';
import { AppError } from '../../platform/errors.js';
import { Breaker } from '../../platform/resilience/breaker.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Reranker } from '../reranker.js';

/** What the reranker is made of. The client should not retry: a search does not wait for a second attempt. */
export interface BedrockRerankerOptions {
  client: BedrockRuntimeClient;
  modelId: string;
  /** For a whole call. */
  timeoutMs: number;
}

const Reply = z.object({
  results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })),
});
/** A passage is about 170 words at most; longer ones would be cut by the model anyway. */
const MAX_CHARACTERS = 4_000;
const FAILURES_BEFORE_PAUSE = 3;
const PAUSE_MS = { baseMs: 5_000, maxMs: 60_000 };

/** The body that the model family of an id takes; Cohere's asks for the version of its API. */
function toBody(modelId: string, query: string, passages: readonly string[]): string {
  const documents = passages.map((passage) => passage.slice(0, MAX_CHARACTERS));
  const version = /(?:^|[./])cohere\./.test(modelId) ? { api_version: 2 } : {};
  return JSON.stringify({ query, documents, top_n: documents.length, ...version });
}

/**
 * Rerank models on Bedrock (Amazon Rerank, Cohere Rerank) by InvokeModel, one call a search. After three failures in a row
 * it rejects at once for a while, so that a model that is out or slow costs no search its time. Its client is not its own to close.
 */
export function createBedrockReranker({ client, modelId, timeoutMs }: BedrockRerankerOptions): Reranker {
  const breaker = new Breaker({
    ...{ name: modelId, threshold: FAILURES_BEFORE_PAUSE, ...PAUSE_MS },
    countsAsFailure: () => true,
  });

  async function ask(
    query: string,
    passages: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<number[]> {
    const limit = deadline(timeoutMs, signal);
    try {
      const body = toBody(modelId, query, passages);
      const command = new InvokeModelCommand({
        ...{ modelId, body },
        ...{ contentType: 'application/json', accept: 'application/json' },
      });
      const reply = await client.send(command, { abortSignal: limit.signal });
      const { results } = Reply.parse(JSON.parse(new TextDecoder().decode(reply.body)));
      return toScores(results, passages.length);
    } catch (error) {
      signal?.throwIfAborted();
      throw new AppError('unavailable', 'The rerank model does not answer.', { cause: error });
    } finally {
      limit.clear();
    }
  }

  return {
    id: modelId,
    async rerank(query, passages, signal) {
      signal?.throwIfAborted();
      return breaker.run(
        () => ask(query, passages, signal),
        () => signal?.aborted !== true,
      );
    },
  };
}

/** The answer names passages by place, best first; one that leaves any out is no answer. */
function toScores(results: readonly { index: number; relevance_score: number }[], count: number): number[] {
  const scores = new Map(results.map(({ index, relevance_score: score }) => [index, score]));
  return Array.from({ length: count }, (_, index) => {
    const score = scores.get(index);
    if (score === undefined) throw new Error(`the rerank model left out passage ${index} of ${count}`);
    return score;
  });
}
