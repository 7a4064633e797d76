import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { CaseFact } from '../../../contract/session-context.js';
import type { ConverseBody, ConverseContent } from './script.js';

const BACKGROUND = /^<background[^>]*>\n([\s\S]*?)\n<\/background>\n\n/;
const FACT = /^- ([a-z-]+) (\S+): (.*)$/;

/**
 * Reads a Converse body back into the messages that it was made of. What the local model is given beside them is read
 * from the text that a language model gets in its place: the background block and the line about today.
 */
export function toLangChainMessages({ system = [], messages = [] }: ConverseBody): BaseMessage[] {
  const texts = system.flatMap((block) => ('text' in block ? [block.text] : []));
  const today = texts.find((text) => text.startsWith('Now: ')) ?? '';
  const all = [
    ...texts.map((text) => new SystemMessage(text)),
    ...messages.flatMap(({ role, content }) =>
      role === 'assistant' ? [toAssistant(content)] : toUser(content),
    ),
  ];
  const last = all.findLast((message) => HumanMessage.isInstance(message));
  if (last !== undefined) last.additional_kwargs = { switchboard: toHints(last.text, today) };
  return all;
}

function toHints(text: string, today: string) {
  const [whole = '', background = ''] = BACKGROUND.exec(text) ?? [];
  return {
    request: text.slice(whole.length),
    facts: background.split('\n').flatMap(toFact),
    verified: today.includes('The customer is signed in.'),
    ...pick('now', /^Now: (\S+)\./.exec(today)?.[1]),
    ...pick('locale', /Locale: (\S+)\./.exec(today)?.[1]),
  };
}

function pick(key: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: value };
}

/** Which agent found it does not go over the wire, and no playbook asks. */
function toFact(line: string): Omit<CaseFact, 'kind'>[] {
  const [, kind, id = '', label = ''] = FACT.exec(line) ?? [];
  return kind === undefined ? [] : [{ ...{ kind }, id, label, agent: '' }];
}

function toAssistant(content: readonly ConverseContent[]): AIMessage {
  return new AIMessage({
    content: content.flatMap(({ text }) => text ?? []).join(''),
    tool_calls: content.flatMap(({ toolUse }) =>
      toolUse === undefined
        ? []
        : [{ type: 'tool_call' as const, id: toolUse.toolUseId, name: toolUse.name, args: toolUse.input }],
    ),
  });
}

function toUser(content: readonly ConverseContent[]): BaseMessage[] {
  const words = content.flatMap(({ text }) => text ?? []).join('');
  const results = content.flatMap(({ toolResult }) => toolResult ?? []);
  return [
    ...results.map(
      (result) =>
        new ToolMessage({
          tool_call_id: result.toolUseId,
          content: result.content.map(({ text, json }) => text ?? JSON.stringify(json)).join(''),
        }),
    ),
    ...(words === '' ? [] : [new HumanMessage(words)]),
  ];
}
