import { setTimeout as sleep } from 'node:timers/promises';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  type StandardMessageStructure,
  type ToolCall,
  type UsageMetadata,
} from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { IntentClassifier } from './intent-classifier.js';
import type { Move, Playbook, PlayedCall, Transcript } from './playbook.js';
import { toTranscript } from './transcript.js';

/** What a local model plays, and how fast. `delayMs` paces each round for tests and benches. */
export interface LocalChatModelOptions {
  playbook: Playbook;
  classifier: IntentClassifier;
  delayMs?: number;
}

/** The tools that the model may call in this round. */
export interface LocalChatModelCallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/** How many words a streamed chunk holds: enough to look alive, few enough events to stay cheap. */
const WORDS_PER_CHUNK = /(?:\S+\s*){1,3}|\s+/g;
/** How often a playbook may ask for tools that are not bound before that is a fault. */
const MAX_REFUSALS = 4;

/**
 * A deterministic chat model that plays a playbook: it ranks the intents of the request, and the playbook's function
 * from transcript to move says what to call or reply. It is no language model. A reply's last line is
 * `<outcome>…</outcome>`. It calls only tools that are bound; the playbook is told that others are unknown.
 */
export class LocalChatModel extends BaseChatModel<LocalChatModelCallOptions> {
  readonly #playbook: Playbook;
  readonly #classifier: IntentClassifier;
  readonly #delayMs: number;

  constructor(options: LocalChatModelOptions) {
    super({});
    this.#playbook = options.playbook;
    this.#classifier = options.classifier;
    this.#delayMs = options.delayMs ?? 0;
  }

  override _llmType(): string {
    return 'local';
  }

  override bindTools(tools: BindToolsInput[], options?: Partial<LocalChatModelCallOptions>) {
    return this.withConfig({ tools, ...options });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const round = await this.#play(messages, options);
    const message = new AIMessage<StandardMessageStructure>({
      content: round.text,
      tool_calls: round.calls,
      usage_metadata: round.usage,
      response_metadata: { stopReason: round.stopReason, model: 'local' },
    });
    return { generations: [{ text: round.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const round = await this.#play(messages, options);
    for (const text of round.text.match(WORDS_PER_CHUNK) ?? []) {
      options.signal?.throwIfAborted();
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    const last = new AIMessageChunk<StandardMessageStructure>({
      content: '',
      tool_call_chunks: round.calls.map((call, index) => ({
        type: 'tool_call_chunk',
        id: call.id ?? '',
        name: call.name,
        args: JSON.stringify(call.args),
        index,
      })),
      usage_metadata: round.usage,
      response_metadata: { stopReason: round.stopReason, model: 'local' },
    });
    yield new ChatGenerationChunk({ text: '', message: last });
  }

  async #play(messages: readonly BaseMessage[], options: this['ParsedCallOptions']): Promise<Round> {
    const { signal } = options;
    signal?.throwIfAborted();
    const transcript = toTranscript(messages);
    const ranked = await this.#classifier.rank(transcript.request, signal);
    await this.#pace(signal);
    const bound = new Set((options.tools ?? []).map(toolName));
    const move = nextMove(transcript, bound, (current) => this.#playbook.next(current, ranked));
    return toRound(move, messages, transcript.calls.length);
  }

  async #pace(signal: AbortSignal | undefined): Promise<void> {
    if (this.#delayMs === 0) return;
    try {
      await sleep(this.#delayMs, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }
}

interface Round {
  text: string;
  calls: ToolCall[];
  usage: UsageMetadata;
  stopReason: 'end_turn' | 'tool_use';
}

function nextMove(
  transcript: Transcript,
  bound: ReadonlySet<string>,
  decide: (transcript: Transcript) => Move,
): Move {
  let current = transcript;
  for (let refusals = 0; refusals < MAX_REFUSALS; refusals++) {
    const move = decide(current);
    if (!('calls' in move)) return move;
    const calls = move.calls.filter((call) => bound.has(call.tool));
    if (calls.length > 0) return { calls };
    const refused: PlayedCall[] = move.calls.map((call) => ({
      ...call,
      result: { ok: false, code: 'unknown-tool', message: `There is no tool ${call.tool}.` },
    }));
    current = { ...current, calls: [...current.calls, ...refused] };
  }
  throw new TypeError('the playbook keeps calling tools that are not bound');
}

function toRound(move: Move, messages: readonly BaseMessage[], earlierCalls: number): Round {
  const calls: ToolCall[] =
    'calls' in move
      ? move.calls.map((call, index) => ({
          type: 'tool_call',
          id: `local-${earlierCalls + index + 1}`,
          name: call.tool,
          args: call.args,
        }))
      : [];
  const text = 'say' in move ? `${move.say}\n<outcome>${move.outcome}</outcome>` : '';
  const input = countTokens(messages.map((message) => message.text).join(' '));
  const output = countTokens(text + calls.map((call) => JSON.stringify(call)).join(''));
  return {
    text,
    calls,
    usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
    stopReason: calls.length > 0 ? 'tool_use' : 'end_turn',
  };
}

/** A rough count, four characters a token, so that accounting has something to add up. */
function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function toolName(tool: BindToolsInput): string {
  if ('function' in tool && typeof tool.function === 'object') return String(tool.function?.name);
  return 'name' in tool ? String(tool.name) : '';
}
