import type { BaseMessage } from '@langchain/core/messages';
import { z } from 'zod';
import { NO_USAGE, type Usage } from '../../contract/usage.js';

const Count = z.int().nonnegative().catch(0);
const Counts = z
  .object({
    input_tokens: Count,
    output_tokens: Count,
    input_token_details: z.object({ cache_read: Count }).catch({ cache_read: 0 }),
  })
  .catch({ input_tokens: 0, output_tokens: 0, input_token_details: { cache_read: 0 } });

/** What one answer of a chat model consumed; what its provider does not tell counts as nothing. */
export function toModelUsage(message: BaseMessage): Usage {
  const counts = Counts.parse('usage_metadata' in message ? message.usage_metadata : undefined);
  return {
    ...NO_USAGE,
    modelCalls: 1,
    inputTokens: counts.input_tokens,
    outputTokens: counts.output_tokens,
    cachedInputTokens: counts.input_token_details.cache_read,
    costMicros: Count.parse(message.response_metadata['costMicros']),
  };
}
