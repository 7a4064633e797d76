import { type BaseMessage, isAIMessage } from '@langchain/core/messages';
import type { MindView } from './adversary-mind.js';

/** What a chat model is asked, as the mind sees it. The calls and results are those after the newest words of the customer. */
export function toMindView(messages: readonly BaseMessage[], tools: readonly string[]): MindView {
  const lastHuman = messages.findLastIndex((message) => message.getType() === 'human');
  const since = messages.slice(lastHuman + 1);
  const results = since.filter((message) => message.getType() === 'tool').map(({ text }) => text);
  return {
    system: messages
      .filter((message) => message.getType() === 'system')
      .map(({ text }) => text)
      .join('\n\n'),
    tools,
    request: messages[lastHuman]?.text ?? '',
    texts: [
      ...messages.filter((message) => ['human', 'ai'].includes(message.getType())).map(({ text }) => text),
      ...results.flatMap(stringsIn),
    ],
    called: since.flatMap((message) =>
      isAIMessage(message) ? (message.tool_calls ?? []).map(({ name, args }) => ({ name, args })) : [],
    ),
    results,
  };
}

/** All texts inside a JSON document, unescaped; the document itself when it is none. */
export function stringsIn(json: string): string[] {
  try {
    return leaves(JSON.parse(json));
  } catch {
    return [json];
  }
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}
