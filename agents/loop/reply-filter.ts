import { ChunkId, type Citation } from '../../contract/citation.js';

/** A stretch of the reply that is safe to show, and the passages that are cited in it for the first time. */
export interface ReplyPiece {
  text: string;
  citations: readonly Citation[];
}

const OUTCOME_TAG = /^<outcome>\s*([a-z-]*)\s*<\/outcome>/;
const OUTCOME_OPEN = '<outcome>';
const OUTCOME_PARTIAL = /^<outcome>[\sa-z-]*(?:<(?:\/[a-z]*)?)?$/;
const CITATION_MARK = /^\[([a-z0-9.,; -]{1,200})\]/;
const CITATION_PARTIAL = /^\[[a-z0-9.,; -]{0,200}$/;
const NEXT_MARK = /\s*(?:[<[]|$)/;

/**
 * Takes a model's words as they come and lets through what a customer may read: the closing `<outcome>` tag is
 * kept back and read, citations of passages that were not retrieved are dropped, and nothing half-written is shown.
 */
export class ReplyFilter {
  readonly #retrieved: ReadonlyMap<string, Citation>;
  readonly #cited = new Set<string>();
  #pending = '';
  #outcome: string | undefined;

  constructor(retrieved: ReadonlyMap<string, Citation>) {
    this.#retrieved = retrieved;
  }

  /** The word in the last `<outcome>` tag so far, whatever it says. */
  get outcome(): string | undefined {
    return this.#outcome;
  }

  /** Takes more words and gives what is now certain. Trailing white space waits for the next word. */
  push(delta: string): ReplyPiece {
    this.#pending += delta;
    return this.#drain();
  }

  /** Gives what was still kept back; a tag that was never finished is dropped. */
  end(): ReplyPiece {
    const drained = this.#drain();
    const rest = this.#pending.trimEnd();
    this.#pending = '';
    const isTag = /\s*<o[^>]*(?:>.*)?$/s.test(rest);
    return { text: drained.text + (isTag ? '' : rest), citations: drained.citations };
  }

  #drain(): ReplyPiece {
    let text = '';
    const citations: Citation[] = [];
    for (;;) {
      const at = this.#pending.search(NEXT_MARK);
      text += this.#pending.slice(0, at);
      const rest = this.#pending.slice(at);
      const mark = rest.trimStart();
      const space = rest.slice(0, rest.length - mark.length);
      this.#pending = rest;
      if (mark === '' || isUnfinished(mark)) return { text, citations };
      text += this.#take(space, mark, citations);
    }
  }

  /** Consumes the mark that `#pending` begins with and returns what of it is shown. */
  #take(space: string, mark: string, citations: Citation[]): string {
    const tag = OUTCOME_TAG.exec(mark);
    if (tag !== null) {
      this.#outcome = tag[1] ?? '';
      this.#pending = mark.slice(tag[0].length);
      return '';
    }
    const cited = CITATION_MARK.exec(mark);
    const ids = cited === null ? [] : (cited[1] ?? '').split(/[,; ]+/).filter((id) => id !== '');
    if (cited !== null && ids.length > 0 && ids.every(looksLikeChunk)) {
      this.#pending = mark.slice(cited[0].length);
      const known = ids.filter((id) => this.#cite(id, citations));
      return known.length === 0 ? '' : space + known.map((id) => `[${id}]`).join('');
    }
    this.#pending = mark.slice(1);
    return space + mark.slice(0, 1);
  }

  #cite(id: string, citations: Citation[]): boolean {
    const citation = this.#retrieved.get(id);
    if (citation === undefined) return false;
    if (!this.#cited.has(id)) citations.push(citation);
    this.#cited.add(id);
    return true;
  }
}

function isUnfinished(mark: string): boolean {
  return OUTCOME_OPEN.startsWith(mark) || OUTCOME_PARTIAL.test(mark) || CITATION_PARTIAL.test(mark);
}

function looksLikeChunk(id: string): boolean {
  return /[a-z]/.test(id) && ChunkId.safeParse(id).success;
}
