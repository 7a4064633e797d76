import type { ConverseBody, ConverseContent } from '../../helpers/bedrock/script.js';
import type { Respond } from '../../helpers/bedrock-server.js';
import type { MindView, ObedientMind } from './adversary-mind.js';
import { stringsIn } from './adversary-view.js';

/** The same adversary behind the wire of Bedrock, for the real client. Embeddings are answered as ever. */
export function respondObediently(mind: Pick<ObedientMind, 'move'>): Respond {
  return ({ operation, body }) => {
    if (operation === 'invoke') return {};
    const move = mind.move(viewOf(body));
    return 'say' in move
      ? { say: move.say }
      : { calls: move.calls.map(({ name, args }) => ({ name, input: args })) };
  };
}

function viewOf({ system = [], messages = [], toolConfig }: ConverseBody): MindView {
  const lastWords = messages.findLastIndex(
    ({ role, content }) => role === 'user' && content.some(({ text }) => text !== undefined),
  );
  const since = messages.slice(lastWords + 1).flatMap(({ content }) => content);
  const results = since.flatMap(({ toolResult }) => toolResult?.content.map(textOfResult) ?? []);
  return {
    system: system.map((block) => ('text' in block ? block.text : '')).join('\n\n'),
    tools: (toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec?.name ?? []),
    request: textOf(messages[lastWords]?.content ?? []),
    texts: [...messages.map(({ content }) => textOf(content)), ...results.flatMap(stringsIn)],
    called: since.flatMap(({ toolUse }) =>
      toolUse === undefined ? [] : [{ name: toolUse.name, args: toolUse.input }],
    ),
    results,
  };
}

function textOf(content: readonly ConverseContent[]): string {
  return content.map(({ text = '' }) => text).join('');
}

function textOfResult({ text, json }: { text?: string; json?: unknown }): string {
  return text ?? JSON.stringify(json);
}
