import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { ChatBedrockConverse } from '@langchain/aws';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { createAttempts } from './attempts.js';
import { withCachePoint } from './cache-point.js';
import { IncompleteAnswerError, type ModelFault, toModelFault } from './model-fault.js';

/** What a Bedrock chat model is made of: the first id is wanted, the others stand in when it is overloaded. */
export interface BedrockChatModelOptions {
  client: BedrockRuntimeClient;
  region: string | undefined;
  modelIds: readonly [string, ...string[]];
  /** For a whole call, repetitions included. */
  timeoutMs: number;
  onFault?: ((modelId: string, fault: ModelFault, error: unknown) => void) | undefined;
}

const MAX_TOKENS = 2_048;
/** LangChain wants a region even when the client has found its own. */
const ANY_REGION = 'us-east-1';

/**
 * ChatBedrockConverse that never takes half an answer for a whole one: it throws when the stop reason is missing, when
 * the caller aborts (with the signal's reason) and at the deadline. An interrupted answer is asked for once more while
 * nothing of it was handed on; an overloaded model is followed by the next. What it cannot mend is an AppError, except
 * what Bedrock refuses.
 */
export class BedrockChatModel extends ChatBedrockConverse {
  readonly #models: readonly [ChatBedrockConverse, ...ChatBedrockConverse[]];
  readonly #timeoutMs: number;
  readonly #onFault: BedrockChatModelOptions['onFault'];

  constructor({ client, region, modelIds, timeoutMs, onFault }: BedrockChatModelOptions) {
    const [first, ...others] = modelIds;
    const fields = { client, region: region ?? ANY_REGION, maxTokens: MAX_TOKENS, streamIdleTimeout: 0 };
    super({ ...fields, model: first });
    const create = (model: string) => new ChatBedrockConverse({ ...fields, model });
    this.#models = [create(first), ...others.map(create)];
    this.#timeoutMs = timeoutMs;
    this.#onFault = onFault;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    return this.#inTime(options.signal, async (signal) => {
      const attempts = this.#attempts();
      for (;;) {
        try {
          const { model } = attempts;
          const cached = withCachePoint(messages, model.model);
          const result = await model._generate(cached, { ...options, signal }, runManager);
          signal.throwIfAborted();
          if (!hasStopReason(result)) throw new IncompleteAnswerError();
          return result;
        } catch (error) {
          signal.throwIfAborted();
          attempts.after(error);
        }
      }
    });
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const limit = deadline(this.#timeoutMs, options.signal);
    try {
      const attempts = this.#attempts();
      for (let done = false, handedOn = false; !done; ) {
        try {
          const { model } = attempts;
          const cached = withCachePoint(messages, model.model);
          const chunks = model._streamResponseChunks(
            cached,
            { ...options, signal: limit.signal },
            runManager,
          );
          for await (const chunk of completeChunks(chunks, model.model)) {
            limit.signal.throwIfAborted();
            handedOn = true;
            yield chunk;
          }
          done = true;
        } catch (error) {
          limit.signal.throwIfAborted();
          if (handedOn) throw error;
          attempts.after(error);
        }
      }
    } catch (error) {
      options.signal?.throwIfAborted();
      throw toCallerError(error, limit.signal);
    } finally {
      limit.clear();
    }
  }

  /** The parent's own event stream would bypass what is guarded here; the general one is made from the chunks above. */
  override _streamChatModelEvents(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ) {
    return BaseChatModel.prototype._streamChatModelEvents.call(this, messages, options, runManager);
  }

  #attempts() {
    const attempts = createAttempts(this.#models, (fault, error) =>
      this.#onFault?.(attempts.model.model, fault, error),
    );
    return attempts;
  }

  async #inTime<T>(parent: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = deadline(this.#timeoutMs, parent);
    try {
      return await run(limit.signal);
    } catch (error) {
      parent?.throwIfAborted();
      throw toCallerError(error, limit.signal);
    } finally {
      limit.clear();
    }
  }
}

/** Lets content and token counts through, and at the end says why the model stopped; throws when it did not say. */
async function* completeChunks(
  chunks: AsyncIterable<ChatGenerationChunk>,
  model: string,
): AsyncGenerator<ChatGenerationChunk> {
  let stopReason: string | undefined;
  try {
    for await (const chunk of chunks) {
      stopReason ??= readStopReason(chunk);
      if (hasContent(chunk)) yield chunk;
    }
  } catch (error) {
    // After the stop reason only token counts can be missing.
    if (stopReason === undefined) throw error;
  }
  if (stopReason === undefined) throw new IncompleteAnswerError();
  const message = new AIMessageChunk({ content: '', response_metadata: { stopReason, model } });
  yield new ChatGenerationChunk({ text: '', message });
}

function hasContent({ message }: ChatGenerationChunk): boolean {
  if (!AIMessageChunk.isInstance(message)) return false;
  const calls = message.tool_call_chunks ?? [];
  return message.content.length > 0 || calls.length > 0 || message.usage_metadata !== undefined;
}

function readStopReason({ message }: ChatGenerationChunk): string | undefined {
  const stop: unknown = message.response_metadata.messageStop;
  if (typeof stop !== 'object' || stop === null || !('stopReason' in stop)) return undefined;
  return String(stop.stopReason);
}

function hasStopReason(result: ChatResult): boolean {
  return result.generations[0]?.message.response_metadata.stopReason !== undefined;
}

function toCallerError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new AppError('deadline-exceeded', 'The language model took too long.', { cause: error });
  }
  const fault = toModelFault(error);
  if (fault === 'refused') return error;
  const message =
    fault === 'overloaded' ? 'The language model is overloaded.' : 'The language model was interrupted.';
  return new AppError('unavailable', message, { cause: error, retryAfterSeconds: 5 });
}
