import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { ChatBedrockConverse } from '@langchain/aws';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { LIST_PRICES, type PriceTable } from '../prices/price-table.js';
import { type Attempts, createAttempts } from './attempts.js';
import { withCachePoint } from './cache-point.js';
import { completeChunks, completeResult } from './complete-answer.js';
import { type CachePoints, ConverseModel } from './converse-model.js';
import type { ModelCircuits } from './model-circuits.js';
import { describeModelError, type ModelFault, toModelFault } from './model-fault.js';

/** What a Bedrock chat model is made of: the first id is wanted, the others stand in when it is overloaded or denied. */
export interface BedrockChatModelOptions {
  client: BedrockRuntimeClient;
  region: string | undefined;
  modelIds: readonly [string, ...string[]];
  circuits: ModelCircuits;
  /** For a whole call, repetitions included. */
  timeoutMs: number;
  /** How long a stream may be silent, before its first piece and between two. */
  idleTimeoutMs: number;
  /** The most that one answer may have. */
  maxTokens?: number;
  cachePoints?: CachePoints;
  guardrail?: { id: string; version: string } | undefined;
  prices?: PriceTable;
  onFault?: ((modelId: string, fault: ModelFault, error: unknown) => void) | undefined;
}

/** LangChain wants a region even when the client has found its own. */
const ANY_REGION = 'us-east-1';

/**
 * ChatBedrockConverse that never takes half an answer for a whole one: it throws when the stop reason is missing, when
 * the caller aborts (with the signal's reason), when the stream falls silent and at the deadline. An interrupted answer
 * is asked for once more while nothing of it was handed on; an overloaded or denied model is followed by the next, and
 * one whose circuit is open is not asked. What it cannot mend is an AppError, except what Bedrock refuses.
 */
export class BedrockChatModel extends ChatBedrockConverse {
  readonly #models: readonly ConverseModel[];
  readonly #options: BedrockChatModelOptions;

  constructor(options: BedrockChatModelOptions) {
    const { client, region = ANY_REGION, modelIds, maxTokens = 2_048, guardrail } = options;
    const fields = {
      client,
      region,
      maxTokens,
      streamIdleTimeout: options.idleTimeoutMs,
      ...(guardrail === undefined
        ? {}
        : {
            guardrailConfig: {
              guardrailIdentifier: guardrail.id,
              guardrailVersion: guardrail.version,
            },
          }),
    };
    super({ ...fields, model: modelIds[0] });
    this.#models = modelIds.map(
      (model) => new ConverseModel({ ...fields, model }, options.cachePoints ?? 'auto'),
    );
    this.#options = options;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const limit = deadline(this.#options.timeoutMs, options.signal);
    const call = toCall(options, limit.signal);
    const release = trackCall(this.#options.circuits);
    let attempts: Attempts<ConverseModel> | undefined;
    try {
      attempts = this.#attempts();
      for (;;) {
        const { model } = attempts;
        try {
          const answer = await model._generate(toMessages(model, messages), call(model), runManager);
          const result = completeResult(answer, this.#answering(model));
          limit.signal.throwIfAborted();
          attempts.succeeded();
          return result;
        } catch (error) {
          moveOn(attempts, error, limit.signal);
        }
      }
    } catch (error) {
      attempts?.gaveUp(toCounted(error, limit.signal, options.signal));
      throw toCallerError(error, limit.signal, options.signal);
    } finally {
      release();
      limit.clear();
    }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const limit = deadline(this.#options.timeoutMs, options.signal);
    const call = toCall(options, limit.signal);
    const release = trackCall(this.#options.circuits);
    let attempts: Attempts<ConverseModel> | undefined;
    let ended = false;
    try {
      attempts = this.#attempts();
      for (let handedOn = false; !ended; ) {
        const { model } = attempts;
        try {
          const chunks = model._streamResponseChunks(toMessages(model, messages), call(model), runManager);
          for await (const chunk of completeChunks(chunks, this.#answering(model))) {
            limit.signal.throwIfAborted();
            handedOn = true;
            yield chunk;
          }
          attempts.succeeded();
          ended = true;
        } catch (error) {
          if (handedOn) throw error;
          moveOn(attempts, error, limit.signal);
        }
      }
    } catch (error) {
      ended = true;
      attempts?.gaveUp(toCounted(error, limit.signal, options.signal));
      throw toCallerError(error, limit.signal, options.signal);
    } finally {
      // The reader may leave in the middle: that says nothing about the model.
      if (!ended) attempts?.gaveUp(new DOMException('The reader left.', 'AbortError'));
      release();
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

  #attempts(): Attempts<ConverseModel> {
    const { circuits, onFault } = this.#options;
    return createAttempts(this.#models, circuits, (fault, model, error) => onFault?.(model, fault, error));
  }

  #answering({ model }: ConverseModel) {
    return { model, prices: this.#options.prices ?? LIST_PRICES };
  }
}

function moveOn(attempts: Attempts<ConverseModel>, error: unknown, signal: AbortSignal): void {
  if (signal.aborted) throw error;
  attempts.after(error);
}

/**
 * The options of a call to a model of the list. Who may call tools is likely to be asked again with the same messages and
 * more: these end in a cache point too, where the model takes one. A tool that has to be called ends the conversation.
 */
function toCall<Options extends BedrockChatModel['ParsedCallOptions']>(
  options: Options,
  signal: AbortSignal,
) {
  const goesOn = (options.tools ?? []).length > 0 && options.tool_choice === undefined;
  return (model: ConverseModel): Options => ({
    ...options,
    signal,
    ...(goesOn && model.cachesPrompts ? { cache_control: { type: 'ephemeral' as const } } : {}),
  });
}

function toMessages(model: ConverseModel, messages: BaseMessage[]): BaseMessage[] {
  return model.cachesPrompts ? withCachePoint(messages) : messages;
}

/** Counts a call as active until it is released. */
function trackCall({ budget }: ModelCircuits): () => void {
  let release = (): void => undefined;
  void budget.track(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  return release;
}

/** What a circuit is told: a caller that left speaks for nobody, a deadline that passed speaks against the model. */
function toCounted(error: unknown, limit: AbortSignal, caller: AbortSignal | undefined): unknown {
  if (caller?.aborted) return new DOMException('The caller left.', 'AbortError');
  return limit.aborted ? new DOMException('The deadline has passed.', 'TimeoutError') : error;
}

function toCallerError(error: unknown, limit: AbortSignal, caller: AbortSignal | undefined): unknown {
  if (caller?.aborted) return caller.reason;
  const cause = describeModelError(error);
  if (limit.aborted) return new AppError('deadline-exceeded', 'The language model took too long.', { cause });
  if (error instanceof AppError) return error;
  return new AppError('unavailable', MESSAGES[toModelFault(error)], { cause, retryAfterSeconds: 5 });
}

const MESSAGES: Record<ModelFault, string> = {
  overloaded: 'The language model is overloaded or does not answer.',
  interrupted: 'The language model was interrupted.',
  denied: 'The language model may not be used with these credentials, or is not there.',
  refused: 'The language model refused the request.',
};
