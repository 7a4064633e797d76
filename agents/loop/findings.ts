import type { ActionProposal } from '../../contract/action.js';
import type { Citation } from '../../contract/citation.js';
import type { DisplayItem } from '../../contract/display-item.js';
import type { CaseFact } from '../../contract/session-context.js';
import type { ToolResult } from '../../tools/tool.js';

const MOST_ITEMS = 8;
const MOST_FACTS = 40;

/** What the tools of one turn brought to light, beside the data that the model read. */
export class Findings {
  readonly #agent: string;
  readonly #citations = new Map<string, Citation>();
  readonly #items = new Map<string, DisplayItem>();
  readonly #facts = new Map<string, CaseFact>();
  readonly #proposals = new Map<string, ActionProposal>();

  constructor(agent: string) {
    this.#agent = agent;
  }

  /** The passages that may be cited. It fills while the turn runs. */
  get retrieved(): ReadonlyMap<string, Citation> {
    return this.#citations;
  }

  /** What later requests may point at, newest last, each thing once. */
  get facts(): CaseFact[] {
    return [...this.#facts.values()].slice(-MOST_FACTS);
  }

  /** The writes that were proposed, each once, in the order of asking. */
  get proposals(): ActionProposal[] {
    return [...this.#proposals.values()];
  }

  /** Keeps what a result brought. A thing found twice counts as found now. */
  add(result: ToolResult): void {
    if (!result.ok) return;
    if (result.proposal !== undefined) this.#propose(result.proposal);
    for (const citation of result.citations ?? []) this.#citations.set(citation.chunkId, citation);
    for (const item of result.items ?? []) this.#items.set(`${item.kind} ${item.id}`, item);
    for (const fact of result.facts ?? []) {
      const key = `${fact.kind} ${fact.id}`;
      this.#facts.delete(key);
      this.#facts.set(key, { ...fact, agent: this.#agent });
    }
  }

  /** What the proposal replaces is proposed no more. */
  #propose(proposal: ActionProposal): void {
    for (const id of proposal.replaces ?? []) this.#proposals.delete(id);
    this.#proposals.set(proposal.id, proposal);
  }

  /** The cards of the things that the reply speaks of, in its order: a card for everything looked at would mislead. */
  itemsIn(text: string): DisplayItem[] {
    const words = text.toLowerCase();
    return [...this.#items.values()]
      .map((item) => ({ item, at: positionOf(item, words) }))
      .filter(({ at }) => at >= 0)
      .sort((left, right) => left.at - right.at)
      .slice(0, MOST_ITEMS)
      .map(({ item }) => item);
  }
}

function positionOf(item: DisplayItem, words: string): number {
  const names = item.kind === 'product' ? [item.name, item.id] : [item.id];
  const found = names.map((name) => words.indexOf(name.toLowerCase())).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}
