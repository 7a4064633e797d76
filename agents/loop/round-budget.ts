import type { Usage } from '../../contract/usage.js';

/** How often a model may be asked, how many tokens that may take in all, and how many a single answer can have. */
export interface RoundLimits {
  modelCalls: number;
  tokens: number;
  answerTokens: number;
}

/** A cautious count: what a tool answers is mostly short words and punctuation. */
const CHARACTERS_A_TOKEN = 3;

/**
 * Says before each round whether another may follow. What a round will take is known beforehand: what the last one
 * read and wrote, what the tools added since, and the longest answer there can be; so the limit is never passed.
 */
export class RoundBudget {
  readonly #limits: RoundLimits;
  #spent = 0;
  /** What the next round will read at least. */
  #reading = 0;

  constructor(limits: RoundLimits) {
    this.#limits = limits;
  }

  /** Counts a round. */
  spent({ inputTokens, outputTokens }: Pick<Usage, 'inputTokens' | 'outputTokens'>): void {
    this.#spent += inputTokens + outputTokens;
    this.#reading = inputTokens + outputTokens;
  }

  /** Counts what the next round has to read in addition. */
  grew(text: string): void {
    this.#reading += Math.ceil(text.length / CHARACTERS_A_TOKEN);
  }

  /** Whether one more round fits, after this one (from 1) and with what was added since. */
  mayFollow(round: number): boolean {
    const { modelCalls, tokens } = this.#limits;
    return round < modelCalls && this.#spent + this.#next <= tokens;
  }

  /** Whether the round after this one had better be an answer, since no further one would fit. */
  isLastAfter(round: number): boolean {
    const { modelCalls, tokens } = this.#limits;
    return round + 1 >= modelCalls || this.#spent + 2 * this.#next + this.#limits.answerTokens > tokens;
  }

  get #next(): number {
    return this.#reading + this.#limits.answerTokens;
  }
}
