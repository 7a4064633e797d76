import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';

/** The tools of a call, and whether it may cost nothing: then the stand-in answers without the configured model being asked. */
export interface StandInCallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
  free?: boolean;
}

/** The configured model, the one that stands in for it, and who is told when it does. */
export interface StandInChatModelOptions {
  configured: BaseChatModel;
  standIn: BaseChatModel;
  onStandIn: (error: unknown) => void;
}

/**
 * A chat model that does not fall silent when its provider is out: the stand-in plays the round instead, as long as
 * nothing of it was handed on, and marks it with `response_metadata.degraded`. A caller that aborted gets no stand-in.
 */
export class StandInChatModel extends BaseChatModel<StandInCallOptions> {
  readonly #options: StandInChatModelOptions;

  constructor(options: StandInChatModelOptions) {
    super({});
    this.#options = options;
  }

  override _llmType(): string {
    return 'stand-in';
  }

  override bindTools(tools: BindToolsInput[], options?: Partial<StandInCallOptions>) {
    return this.withConfig({ tools, ...options });
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const { configured, standIn, onStandIn } = this.#options;
    if (options.free !== true) {
      try {
        return await configured._generate(messages, options, runManager);
      } catch (error) {
        options.signal?.throwIfAborted();
        onStandIn(error);
      }
    }
    const result = await standIn._generate(messages, options, runManager);
    for (const { message } of result.generations) message.response_metadata.degraded = true;
    return result;
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { configured, standIn, onStandIn } = this.#options;
    if (options.free !== true) {
      let handedOn = false;
      try {
        for await (const chunk of configured._streamResponseChunks(messages, options, runManager)) {
          handedOn = true;
          yield chunk;
        }
        return;
      } catch (error) {
        options.signal?.throwIfAborted();
        if (handedOn) throw error;
        onStandIn(error);
      }
    }
    yield* standIn._streamResponseChunks(messages, options, runManager);
    const message = new AIMessageChunk({ content: '', response_metadata: { degraded: true } });
    yield new ChatGenerationChunk({ text: '', message });
  }
}
