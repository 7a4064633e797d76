import type { AgentCard } from '../../contract/agent-card.js';
import type { WindowMessage } from '../../contract/session-context.js';
import { CLARIFYING } from './direct-reply.js';
import { wordsOf } from './message-signals.js';

/** The supervisor's own question that stands open: what was unclear, what was offered to choose from, and how often in a row it was asked. */
export interface OpenQuestion {
  request: string;
  /** Agents, in the order in which they were named. */
  choices: readonly string[];
  times: number;
}

/** The clarifying question that the customer's next message answers, if the newest message is one. */
export function openQuestionOf(
  window: readonly WindowMessage[],
  cards: readonly AgentCard[],
): OpenQuestion | undefined {
  const newest = window.at(-1);
  if (newest === undefined || !isClarifying(newest)) return undefined;
  const run = window.slice(window.findLastIndex(isOther) + 1);
  const unclear = run.filter(({ role }) => role === 'customer').map(({ text }) => text);
  return {
    request: unclear.join('\n'),
    choices: cards
      .map(({ id, topic }) => ({ id, place: newest.text.indexOf(topic) }))
      .filter(({ place }) => place >= 0)
      .sort((left, right) => left.place - right.place)
      .map(({ id }) => id),
    times: run.filter(isClarifying).length,
  };
}

function isClarifying({ role, text }: WindowMessage): boolean {
  return role === 'assistant' && text.startsWith(CLARIFYING);
}

function isOther(message: WindowMessage): boolean {
  return message.role !== 'customer' && !isClarifying(message);
}

const PLACES = ['first', 'second', 'third', 'fourth'];
const FEW_WORDS = 4;

/** The agent that an answer names by its topic ("my account") or by its place in the question ("the first", "2"). */
export function choiceNamedIn(
  answer: string,
  { choices }: Pick<OpenQuestion, 'choices'>,
  cards: readonly AgentCard[],
): string | undefined {
  const words = wordsOf(answer);
  if (words[0] === 'the' || words.length === 1) {
    const word = words[words[0] === 'the' ? 1 : 0] ?? '';
    if (word === 'last') return choices.at(-1);
    const place = /^[1-4]$/.test(word) ? Number(word) - 1 : PLACES.indexOf(word);
    if (place >= 0) return choices[place];
  }
  if (words.length > FEW_WORDS) return undefined;
  const named = choices.filter((choice) => {
    const topic = wordsOf(cards.find(({ id }) => id === choice)?.topic ?? '').filter(isTelling);
    return topic.some((word) => words.some((said) => stem(said) === stem(word)));
  });
  return named.length === 1 ? named[0] : undefined;
}

function isTelling(word: string): boolean {
  return !['your', 'and', 'the', 'of'].includes(word);
}

function stem(word: string): string {
  return word.replace(/s$/, '');
}
