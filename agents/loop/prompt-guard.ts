/** The words of a system prompt, ready to be looked for in answers. */
export interface PromptIndex {
  /** Where each word stands. */
  places: ReadonlyMap<string, readonly number[]>;
  /** Names that mean something to programs alone: of tools, fields and references. */
  names: ReadonlySet<string>;
}

/** So many words in a row that also stand in the prompt are a quotation of it, whatever they are about. */
const QUOTED = 9;
/** From here on words wait until it is clear that they are none. Shorter runs are everyday speech. */
const SUSPECT = 4;
const WITHHELD = 'That is nothing I can show.';

/** Indexes a prompt, once an agent. */
export function indexPrompt(prompt: string): PromptIndex {
  const places = new Map<string, number[]>();
  for (const [place, word] of wordsOf(prompt).entries()) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [place]);
    else known.push(place);
  }
  return { places, names: new Set(prompt.match(NAME) ?? []) };
}

/** In camel case or snake case, or letters with digits; single characters between signs are no name. */
const NAME =
  /(?<![\w-])(?:[a-z]+(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+|(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{12,})(?![\w-])/g;

/**
 * Withholds the system prompt from an answer: quotations of it, and its names unless a tool or the customer said them. It
 * sees words as they come, and keeps back only those that may become a quotation. Translations and paraphrases pass.
 */
export class PromptGuard {
  readonly #index: PromptIndex;
  readonly #isKnown: (name: string) => boolean;
  /** The run of prompt words that ends at each place of the prompt with the newest word. */
  #runs: ReadonlyMap<number, number> = new Map();
  #held: string[] = [];
  #word = '';
  /** How much of the unfinished word was shown already. */
  #ahead = 0;
  #quoting = false;
  #told = false;

  constructor(index: PromptIndex, isKnown: (name: string) => boolean) {
    this.#index = index;
    this.#isKnown = isKnown;
  }

  /** Takes more text and gives what is certain to be no part of the prompt. */
  push(text: string): string {
    let shown = '';
    for (const piece of text.match(/\s+|\S+/g) ?? []) {
      if (/\S/.test(piece)) this.#word += piece;
      else shown += this.#take(piece);
    }
    return shown + this.#showAhead();
  }

  /** Gives what was still kept back. */
  end(): string {
    const shown = this.#take('') + this.#held.join('');
    this.#held = [];
    this.#runs = new Map();
    this.#quoting = false;
    return shown;
  }

  /** What is there of a word needs not wait for the rest of it, unless it may end a quotation or become a name. */
  #showAhead(): string {
    const begun = this.#word.replace(/^[^\p{L}\p{N}]+/u, '');
    const run = Math.max(0, ...this.#runs.values());
    const mayBeName =
      begun === '' || [...this.#index.names].some((name) => name.startsWith(begun) || begun.includes(name));
    if (this.#quoting || this.#held.length > 0 || run >= SUSPECT - 1 || mayBeName) return '';
    const shown = this.#word.slice(this.#ahead);
    this.#ahead = this.#word.length;
    return shown;
  }

  /** The word is complete: white space follows it. */
  #take(space: string): string {
    const word = this.#word;
    const ahead = this.#ahead;
    this.#word = '';
    this.#ahead = 0;
    if (word === '') return this.#held.length > 0 ? this.#hold(space) : this.#quoting ? '' : space;
    let run = 0;
    for (const each of wordsOf(word)) run = this.#follow(each);
    if (run >= QUOTED) {
      this.#held = [];
      this.#quoting = true;
      return this.#tell();
    }
    if (this.#quoting && run > 1) return '';
    this.#quoting = false;
    const rest = ahead > 0 ? word.slice(ahead) : this.#withoutNames(word);
    if (run >= SUSPECT) return this.#hold(rest + space);
    const shown = this.#held.join('') + rest + space;
    this.#held = [];
    return shown;
  }

  #hold(text: string): string {
    this.#held.push(text);
    return '';
  }

  /** How many words in a row, up to this one, stand so in the prompt. */
  #follow(word: string): number {
    const runs = new Map<number, number>();
    for (const place of this.#index.places.get(word) ?? []) {
      runs.set(place, (this.#runs.get(place - 1) ?? 0) + 1);
    }
    this.#runs = runs;
    return Math.max(0, ...runs.values());
  }

  #withoutNames(word: string): string {
    const { names } = this.#index;
    return word.replace(NAME, (name) => (names.has(name) && !this.#isKnown(name) ? '…' : name));
  }

  #tell(): string {
    if (this.#told) return '';
    this.#told = true;
    return `${WITHHELD} `;
  }
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
