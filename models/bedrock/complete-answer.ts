import { AIMessageChunk, type UsageMetadata } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { costOf, type PriceTable } from '../prices/price-table.js';
import { IncompleteAnswerError } from './model-fault.js';

/** Which model answered and what its tokens cost. */
export interface Answering {
  model: string;
  prices: PriceTable;
}

/**
 * Lets words through as they come. Tool calls and token counts wait until the model said why it stopped, so that a cut
 * in the middle of a call leaves nothing handed on. The last chunk has the stop reason, the model and the cost in
 * `response_metadata`. Throws an IncompleteAnswerError when the stop reason does not come.
 */
export async function* completeChunks(
  chunks: AsyncIterable<ChatGenerationChunk>,
  answering: Answering,
): AsyncGenerator<ChatGenerationChunk> {
  const held: ChatGenerationChunk[] = [];
  let stopReason: string | undefined;
  let usage: UsageMetadata | undefined;
  try {
    for await (const chunk of chunks) {
      const { message } = chunk;
      stopReason ??= readStopReason(message);
      if (!AIMessageChunk.isInstance(message)) continue;
      usage = message.usage_metadata ?? usage;
      if (message.content.length > 0) yield chunk;
      else if ((message.tool_call_chunks ?? []).length > 0 || message.usage_metadata !== undefined) {
        held.push(chunk);
      }
    }
  } catch (error) {
    // After the stop reason only token counts can be missing.
    if (stopReason === undefined) throw error;
  }
  if (stopReason === undefined) throw new IncompleteAnswerError();
  yield* held;
  const response_metadata = { stopReason, model: answering.model, costMicros: toCost(usage, answering) };
  yield new ChatGenerationChunk({
    text: '',
    message: new AIMessageChunk({ content: '', response_metadata }),
  });
}

/** The same for an answer that came at once: throws when its stop reason is missing, adds model and cost. */
export function completeResult(result: ChatResult, answering: Answering): ChatResult {
  const message = result.generations[0]?.message;
  if (message?.response_metadata.stopReason === undefined) throw new IncompleteAnswerError();
  const usage =
    'usage_metadata' in message ? (message.usage_metadata as UsageMetadata | undefined) : undefined;
  Object.assign(message.response_metadata, {
    model: answering.model,
    costMicros: toCost(usage, answering),
  });
  return result;
}

function toCost(usage: UsageMetadata | undefined, { model, prices }: Answering): number {
  return costOf(prices, model, {
    input: usage?.input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
    cacheRead: usage?.input_token_details?.cache_read ?? 0,
    cacheWrite: usage?.input_token_details?.cache_creation ?? 0,
  });
}

function readStopReason({ response_metadata }: ChatGenerationChunk['message']): string | undefined {
  const stop: unknown = response_metadata.messageStop;
  if (typeof stop !== 'object' || stop === null || !('stopReason' in stop)) return undefined;
  return typeof stop.stopReason === 'string' ? stop.stopReason : undefined;
}
