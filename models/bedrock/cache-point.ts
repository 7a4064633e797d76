import { type BaseMessage, SystemMessage } from '@langchain/core/messages';

/** Models that accept a cache point; others refuse the whole request. */
const CACHING = /anthropic\.claude|amazon\.nova/;

/**
 * Marks the end of the first system message, with the tools before it, as the prefix that Bedrock may keep: it is the
 * same in every turn of an agent. Messages that already say so, and models that cannot, are left alone.
 */
export function withCachePoint(messages: BaseMessage[], modelId: string): BaseMessage[] {
  const [first, ...rest] = messages;
  if (!CACHING.test(modelId) || !SystemMessage.isInstance(first) || typeof first.content !== 'string') {
    return messages;
  }
  const content = [
    { type: 'text' as const, text: first.content },
    { type: 'cache_point', cachePoint: { type: 'default' } },
  ];
  return [new SystemMessage({ content }), ...rest];
}
