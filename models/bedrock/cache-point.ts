import { type BaseMessage, SystemMessage } from '@langchain/core/messages';

/**
 * Marks the end of the first system message as the prefix that Bedrock may keep: it is the same in every turn of an
 * agent. Messages that already say so are left alone.
 */
export function withCachePoint(messages: BaseMessage[]): BaseMessage[] {
  const [first, ...rest] = messages;
  if (!SystemMessage.isInstance(first) || typeof first.content !== 'string') return messages;
  const content = [
    { type: 'text' as const, text: first.content },
    { type: 'cache_point', cachePoint: { type: 'default' } },
  ];
  return [new SystemMessage({ content }), ...rest];
}
