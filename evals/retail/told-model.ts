import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { z } from 'zod';

/** A tool call as the request's whole text. */
export const ToldCall = z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) });

const Background = z.object({ switchboard: z.object({ request: z.string() }) });
const Read = z.object({ ok: z.boolean(), code: z.string().optional(), reason: z.string().optional() });

/** A chat model that makes the one tool call that the request spells out, and then says `done` or why it was refused. */
export class ToldModel extends BaseChatModel {
  constructor() {
    super({});
  }

  _llmType(): string {
    return 'told';
  }

  override bindTools(_tools: BindToolsInput[]): this {
    return this;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    const last = messages.at(-1);
    const text = last instanceof ToolMessage ? `${tell(last)}\n<outcome>answered</outcome>` : '';
    const message = text === '' ? toToolCall(last) : new AIMessageChunk(text);
    yield new ChatGenerationChunk({ text, message });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const generations: ChatGenerationChunk[] = [];
    for await (const chunk of this._streamResponseChunks(messages, options)) generations.push(chunk);
    return { generations };
  }
}

function toToolCall(asked: BaseMessage | undefined): AIMessageChunk {
  const { request } = Background.parse(asked?.additional_kwargs).switchboard;
  const { name, args } = ToldCall.parse(JSON.parse(request));
  const call = { name, args: JSON.stringify(args), id: 'call-1', index: 0, type: 'tool_call_chunk' as const };
  return new AIMessageChunk({ content: '', tool_call_chunks: [call] });
}

function tell({ content }: ToolMessage): string {
  const { ok, code, reason } = Read.parse(JSON.parse(z.string().parse(content)));
  return ok ? 'done' : `refused: ${reason ?? code}`;
}
