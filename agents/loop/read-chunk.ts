import { AIMessage, type AIMessageChunk } from '@langchain/core/messages';
import { z } from 'zod';
import type { Usage } from '../../contract/usage.js';
import type { ToolCall } from './tool-call.js';

/** One finished round of the model: what goes into the history, the calls it asks for, and what it cost. */
export interface ModelRound {
  message: AIMessage;
  calls: ToolCall[];
  usage: Usage;
  /** True when the local model stood in for the configured one. */
  degraded: boolean;
  /** Whether the model said all that it wanted to, ran out of room, or was kept from answering. */
  end: 'complete' | 'cut-short' | 'rejected';
}

/** What Bedrock's stop reasons mean for an answer; any other is a complete one. */
const ENDS: Readonly<Record<string, ModelRound['end']>> = {
  max_tokens: 'cut-short',
  model_context_window_exceeded: 'cut-short',
  guardrail_intervened: 'rejected',
  content_filtered: 'rejected',
  refusal: 'rejected',
};

/** The words of a chunk, without reasoning and tool calls. */
export function textOf(chunk: AIMessageChunk): string {
  if (typeof chunk.content === 'string') return chunk.content;
  return chunk.content
    .map((block) => (block.type === 'text' && typeof block['text'] === 'string' ? block['text'] : ''))
    .join('');
}

/** Puts the chunks of a round together. A call whose arguments are no JSON is kept, so that the model is told. */
export function toModelRound(chunks: readonly AIMessageChunk[], round: number): ModelRound | undefined {
  const [first, ...rest] = chunks;
  if (first === undefined) return undefined;
  const whole = rest.reduce((sum, chunk) => sum.concat(chunk), first);
  const calls = [
    ...(whole.tool_calls ?? []).map(({ id, name, args }) => ({ id, name, args: toRecord(args) })),
    ...(whole.invalid_tool_calls ?? []).map(({ id, name, args }) => ({
      id,
      name: name ?? '',
      args: args === undefined || args.trim() === '' ? {} : { unreadable: args },
    })),
  ].map((call, index) => ({ ...call, id: call.id ?? `call-${round}-${index}` }));
  return {
    message: new AIMessage({
      content: whole.content,
      tool_calls: calls.map((call) => ({ ...call, type: 'tool_call' as const })),
    }),
    calls,
    usage: toUsage(whole),
    degraded: whole.response_metadata['degraded'] === true,
    end: ENDS[String(whole.response_metadata['stopReason'])] ?? 'complete',
  };
}

const TokenCounts = z.object({
  input_tokens: z.int().nonnegative().catch(0),
  output_tokens: z.int().nonnegative().catch(0),
  input_token_details: z.object({ cache_read: z.int().nonnegative().catch(0) }).catch({ cache_read: 0 }),
});

const Cost = z.int().nonnegative().catch(0);

/** A provider that does not count is taken for nothing used. */
function toUsage(chunk: AIMessageChunk): Usage {
  const counts = TokenCounts.parse(chunk.usage_metadata ?? {});
  return {
    modelCalls: 1,
    toolCalls: 0,
    inputTokens: counts.input_tokens,
    outputTokens: counts.output_tokens,
    cachedInputTokens: counts.input_token_details.cache_read,
    costMicros: Cost.parse(chunk.response_metadata['costMicros']),
  };
}

function toRecord(args: unknown): Record<string, unknown> {
  return typeof args === 'object' && args !== null && !Array.isArray(args) ? { ...args } : {};
}
