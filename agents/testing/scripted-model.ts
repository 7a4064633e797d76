import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage, type UsageMetadata } from '@langchain/core/messages';
import { type ChatGeneration, ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';

/** One round of a scripted model: words in pieces, then tool calls, or an error in place of the end. */
export interface ScriptedRound {
  text?: readonly string[];
  calls?: readonly { name: string; args: Record<string, unknown> | string }[];
  fails?: Error;
  /** Waits before it ends, unless the signal aborts it first. */
  milliseconds?: number;
  degraded?: boolean;
  stopReason?: string;
}

/** A streaming chat model that plays rounds in order, the last one for ever, and remembers what it was asked. */
export class ScriptedModel extends BaseChatModel {
  readonly asked: BaseMessage[][] = [];
  /** What came with each call beside the messages. */
  readonly options: object[] = [];
  boundTools: readonly BindToolsInput[] = [];
  readonly #rounds: readonly ScriptedRound[];

  constructor(rounds: readonly ScriptedRound[]) {
    super({});
    this.#rounds = rounds;
  }

  _llmType(): string {
    return 'scripted';
  }

  override bindTools(tools: BindToolsInput[]): this {
    this.boundTools = tools;
    return this;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    manager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const round = this.#rounds[Math.min(this.asked.length, this.#rounds.length - 1)] ?? {};
    const number = this.asked.push([...messages]);
    this.options.push(options);
    for (const text of round.text ?? []) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await manager?.handleLLMNewToken(text);
    }
    await pause(round.milliseconds ?? 0, options.signal);
    if (round.fails !== undefined) throw round.fails;
    const chunks = (round.calls ?? []).map(({ name, args }, index) => ({
      name,
      args: typeof args === 'string' ? args : JSON.stringify(args),
      id: `call-${number}-${index}`,
      index,
      type: 'tool_call_chunk' as const,
    }));
    const usage_metadata: UsageMetadata = {
      input_tokens: 10,
      output_tokens: 5,
      total_tokens: 15,
      input_token_details: { cache_read: 4 },
    };
    const response_metadata = {
      ...(round.degraded === true ? { degraded: true } : {}),
      ...(round.stopReason === undefined ? {} : { stopReason: round.stopReason }),
      costMicros: 7,
    };
    const message = new AIMessageChunk({ content: '', tool_call_chunks: chunks, response_metadata });
    // The library types the field of a default message as undefined.
    Object.assign(message, { usage_metadata });
    yield new ChatGenerationChunk({ text: '', message });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const generations: ChatGeneration[] = [];
    for await (const chunk of this._streamResponseChunks(messages, options)) generations.push(chunk);
    return { generations };
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (milliseconds === 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
