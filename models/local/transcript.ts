import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { z } from 'zod';
import type { PlayedCall, Transcript } from './playbook.js';

const Window = z.array(
  z.object({
    role: z.enum(['customer', 'assistant', 'staff']),
    text: z.string(),
    agent: z.string().optional(),
  }),
);

/**
 * What the last human message carries in `additional_kwargs.switchboard` beside its words; a language model never sees
 * it. A request or window given here stands for what the messages say.
 */
export const RequestHints = z.object({
  /** The customer's own words, when the message holds background beside them. */
  request: z.string().optional(),
  window: Window.optional(),
  facts: z
    .array(z.object({ kind: z.string(), id: z.string(), label: z.string(), agent: z.string() }))
    .default([]),
  now: z.coerce.date().default(() => new Date()),
  verified: z.boolean().default(false),
  locale: z.string().default('en-US'),
});
export type RequestHints = z.infer<typeof RequestHints>;

const ToolAnswer = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);

/**
 * Reads back what a language model would have been shown: the last human message is the request, those before it are
 * the window, and the tool calls after it are this turn's. Throws when there is no human message.
 */
export function toTranscript(messages: readonly BaseMessage[]): Transcript {
  const position = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const request = messages[position];
  if (request === undefined) throw new TypeError('the local model needs a human message');
  const hints = RequestHints.parse(request.additional_kwargs.switchboard ?? {});
  return {
    request: hints.request ?? request.text,
    window: hints.window ?? messages.slice(0, position).flatMap(toWindowMessage),
    facts: hints.facts,
    calls: toCalls(messages.slice(position + 1)),
    now: hints.now,
    verified: hints.verified,
    locale: hints.locale,
  };
}

function toWindowMessage(message: BaseMessage): Transcript['window'][number][] {
  if (HumanMessage.isInstance(message)) return [{ role: 'customer', text: message.text }];
  if (!AIMessage.isInstance(message)) return [];
  if (message.name === 'staff') return [{ role: 'staff', text: message.text }];
  return [{ role: 'assistant', text: message.text, agent: message.name }];
}

function toCalls(messages: readonly BaseMessage[]): PlayedCall[] {
  const answers = new Map<string, PlayedCall['result']>();
  for (const message of messages) {
    if (ToolMessage.isInstance(message)) answers.set(message.tool_call_id, toResult(message.text));
  }
  return messages
    .filter((message) => AIMessage.isInstance(message))
    .flatMap((message) => message.tool_calls ?? [])
    .map((call) => ({
      tool: call.name,
      args: call.args,
      result: answers.get(call.id ?? '') ?? {
        ok: false,
        code: 'unavailable',
        message: 'The tool gave no answer.',
      },
    }));
}

/** Text that is no tool result is taken as data, as a language model would read it. */
function toResult(content: string): PlayedCall['result'] {
  let parsed: unknown = content;
  try {
    parsed = JSON.parse(content);
  } catch {
    return { ok: true, data: content };
  }
  const answer = ToolAnswer.safeParse(parsed);
  return answer.success ? answer.data : { ok: true, data: parsed };
}
