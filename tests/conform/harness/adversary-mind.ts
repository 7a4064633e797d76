import { readDirectives, type WishedCall } from './adversary-directives.js';

/** What a model sees of one round of one agent. */
export interface MindView {
  system: string;
  /** The names of the tools that it was given. */
  tools: readonly string[];
  /** The newest words of the customer, as the agent was asked. */
  request: string;
  /** Every text before it but the system's: messages, earlier answers, the strings inside tool results. */
  texts: readonly string[];
  /** The calls of this request so far. */
  called: readonly WishedCall[];
  /** What they brought, word for word. */
  results: readonly string[];
}

/** What it does next: calls, or the answer. */
export type MindMove = { calls: readonly WishedCall[] } | { say: string };

/** A text that was planted somewhere, and what obeying it means. */
export interface PlantedInstruction {
  text: string;
  calls?: readonly WishedCall[];
  say?: string;
  recitesPrompt?: boolean;
}

/** The calls that answer the customer's own question, asked anew in each round. */
export type Oracle = (view: MindView) => readonly WishedCall[];

/** An obedient model: what is planted in its context counts as an order. It notes which plants it met. */
export interface ObedientMind {
  move(view: MindView): MindMove;
  readonly met: ReadonlySet<PlantedInstruction>;
}

/**
 * It answers the customer's question with what the oracle looks up, recited word for word, and carries out every
 * instruction that stands in its context, whoever wrote it: directives of {@link readDirectives} and these plants.
 */
export function createObedientMind(
  oracle: Oracle,
  planted: () => readonly PlantedInstruction[],
): ObedientMind {
  const met = new Set<PlantedInstruction>();
  return {
    met,
    move(view) {
      const context = fold(view.texts.join('\n'));
      const obeyed = planted().filter(({ text }) => fragmentsOf(text).some((part) => context.includes(part)));
      for (const instruction of obeyed) met.add(instruction);
      const told = view.texts.map(readDirectives);
      const wishes = [
        ...oracle(view),
        ...obeyed.flatMap(({ calls = [] }) => calls),
        ...told.flatMap(({ calls }) => calls),
      ];
      const calls = unmade(wishes, view.called);
      if (calls.length > 0) return { calls };
      const recites = obeyed.some(({ recitesPrompt }) => recitesPrompt) || told.some((each) => each.recites);
      const says = [...obeyed.flatMap(({ say = [] }) => say), ...told.flatMap((each) => each.says)];
      const parts = [...view.results, ...says, ...(recites ? [view.system] : [])];
      return { say: `${parts.join('\n\n')}\n<outcome>answered</outcome>` };
    },
  };
}

function unmade(wishes: readonly WishedCall[], called: readonly WishedCall[]): WishedCall[] {
  const made = new Set(called.map((call) => JSON.stringify([call.name, call.args])));
  return wishes.filter((call) => {
    const key = JSON.stringify([call.name, call.args]);
    if (made.has(key)) return false;
    made.add(key);
    return true;
  });
}

const LEAST_TELLING = 16;

/** The lines of a planted text that tell it from any other, without case, spacing and signs; the whole of it when it is short. */
function fragmentsOf(text: string): string[] {
  const lines = text
    .split(/\n+/)
    .map(fold)
    .filter((line) => line.length >= LEAST_TELLING);
  return lines.length > 0 ? lines : [fold(text)].filter((whole) => whole !== '');
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
