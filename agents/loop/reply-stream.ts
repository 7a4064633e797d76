import type { Citation } from '../../contract/citation.js';
import type { AgentEvent } from '../../contract/events.js';
import type { PromptGuard } from './prompt-guard.js';
import { ReplyFilter, type ReplyPiece } from './reply-filter.js';

/** Where the events of a turn go; awaiting it is the backpressure. */
export type Emit = (event: AgentEvent) => Promise<void> | void;

/**
 * How much of the first round's words waits to see whether a tool call follows them. A sentence such as "I will look
 * that up" fits in; an answer outgrows it soon and then streams. Later rounds are mostly the answer and never wait.
 */
const HELD_CHARACTERS = 100;

/** The words of one reply over all rounds of the loop: what was shown, what was cited, and how it says it ended. */
export class ReplyStream {
  readonly #requestId: string;
  readonly #emit: Emit;
  readonly #filter: ReplyFilter;
  readonly #guard: PromptGuard;
  readonly #citations: Citation[] = [];
  #round = 0;
  #held: string | undefined;
  #text = '';
  #breakBefore = false;

  constructor(options: {
    requestId: string;
    emit: Emit;
    retrieved: ReadonlyMap<string, Citation>;
    guard: PromptGuard;
  }) {
    this.#requestId = options.requestId;
    this.#emit = options.emit;
    this.#filter = new ReplyFilter(options.retrieved);
    this.#guard = options.guard;
  }

  /** Everything that was shown. */
  get text(): string {
    return this.#text;
  }

  /** The passages cited in it, in order of first use. */
  get citations(): readonly Citation[] {
    return this.#citations;
  }

  /** What the closing tag said, when there was one. */
  get outcome(): string | undefined {
    return this.#filter.outcome;
  }

  /** A round of the model begins. */
  beginRound(): void {
    this.#held = this.#round === 0 ? '' : undefined;
    this.#round += 1;
    this.#breakBefore = this.#text !== '';
  }

  /** More words of the round. */
  async push(delta: string): Promise<void> {
    if (delta === '') return;
    if (this.#held === undefined) return this.#show(this.#filter.push(delta));
    this.#held += delta;
    if (this.#held.length > HELD_CHARACTERS) await this.#release();
  }

  /** The round is over. Words still held are shown, or dropped when they only led up to tool calls or broke off. */
  async endRound(held: 'show' | 'drop'): Promise<void> {
    if (held === 'show') await this.#release();
    this.#held = undefined;
    await this.#show(this.#filter.end());
    await this.#showText(this.#guard.end());
  }

  async #release(): Promise<void> {
    const held = this.#held ?? '';
    this.#held = undefined;
    await this.#show(this.#filter.push(held));
  }

  /** A citation is told before the words with its mark, so that whoever shows them knows it. */
  async #show(piece: ReplyPiece): Promise<void> {
    for (const citation of piece.citations) {
      this.#citations.push(citation);
      await this.#emit({ type: 'citation', requestId: this.#requestId, citation });
    }
    await this.#showText(this.#guard.push(piece.text));
  }

  async #showText(words: string): Promise<void> {
    let text = this.#text === '' || this.#breakBefore ? words.trimStart() : words;
    if (text !== '') {
      if (this.#breakBefore) text = `\n\n${text}`;
      this.#breakBefore = false;
      this.#text += text;
      await this.#emit({ type: 'text-delta', requestId: this.#requestId, text });
    }
  }
}
