import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { type ChatGeneration, ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { WishedCall } from './adversary-directives.js';
import type { MindMove, ObedientMind } from './adversary-mind.js';
import { toMindView } from './adversary-view.js';

/** Anything that decides on a move as {@link ObedientMind} does. */
type Mind = Pick<ObedientMind, 'move'>;

/**
 * The obedient adversary as a chat model: it stands behind a real agent in place of the language model. Whatever it can be
 * made to do, any model can; what it cannot do, none can.
 */
export class AdversaryModel extends BaseChatModel {
  readonly #mind: Mind;
  readonly #tools: readonly string[];
  /** Every call it made, by its id; shared with the models bound from it. */
  readonly made: Map<string, WishedCall>;

  constructor(mind: Mind, tools: readonly string[] = [], made = new Map<string, WishedCall>()) {
    super({});
    this.#mind = mind;
    this.#tools = tools;
    this.made = made;
  }

  _llmType(): string {
    return 'obedient-adversary';
  }

  override bindTools(tools: BindToolsInput[]): AdversaryModel {
    return new AdversaryModel(this.#mind, tools.map(nameOf), this.made);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
  ): AsyncGenerator<ChatGenerationChunk> {
    const move = this.#mind.move(toMindView(messages, this.#tools));
    // In pieces, so that what is filtered is filtered across them.
    const text = 'say' in move ? move.say : '';
    for (let at = 0; at < text.length; at += PIECE) {
      const piece = text.slice(at, at + PIECE);
      yield new ChatGenerationChunk({ text: piece, message: new AIMessageChunk(piece) });
    }
    yield new ChatGenerationChunk({ text: '', message: this.#toCalls(move) });
  }

  #toCalls(move: MindMove): AIMessageChunk {
    const calls = 'calls' in move ? move.calls : [];
    return new AIMessageChunk({
      content: '',
      tool_call_chunks: calls.map((call, index) => {
        const id = `adversary-${++lastCall}`;
        this.made.set(id, call);
        return {
          name: call.name,
          args: JSON.stringify(call.args),
          id,
          index,
          type: 'tool_call_chunk' as const,
        };
      }),
    });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const chunks: ChatGenerationChunk[] = [];
    for await (const chunk of this._streamResponseChunks(messages, options)) chunks.push(chunk);
    const [first, ...rest] = chunks;
    const whole = rest.reduce(
      (sum, chunk) => sum.concat(chunk),
      first ?? new ChatGenerationChunk({ text: '', message: new AIMessageChunk('') }),
    );
    const generations: ChatGeneration[] = [whole];
    return { generations };
  }
}

const PIECE = 37;
let lastCall = 0;

function nameOf(tool: BindToolsInput): string {
  if ('name' in tool && typeof tool.name === 'string') return tool.name;
  const named: unknown = 'function' in tool ? tool.function : undefined;
  return typeof named === 'object' && named !== null && 'name' in named ? String(named.name) : '';
}
