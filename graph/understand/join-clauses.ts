import { isNarrative, isRequestLike, orderNumbersIn } from './message-signals.js';
import type { Clause } from './split-clauses.js';
import { bestOf, type Reading, replyOf } from './targets.js';

/** Words that belong to one request: where they stand, whose they are by the classifier, and how surely. */
export interface Group {
  start: number;
  end: number;
  text: string;
  reading: Reading;
  target: string;
  intent: string;
  score: number;
  asks: boolean;
  orders: readonly string[];
}

/** Clauses for different agents are different requests when both are this sure: after a full stop, and after an "and". */
const SURE_APART = { hard: 0.5, soft: 0.65, start: 1 } as const;
/** Two matters of one agent are told apart only when both are this sure. */
const SURE_OF_KIND = 0.8;
/** Words that are no sentence at all ("grey corner sofa") ask for something when it is this clear what. */
const SURE_TO_ASK = 0.6;

/** A clause by what the classifier made of its words (`own`), and by that in its conversation (`reading`). */
export function toGroup({ text, start, end }: Clause, own: Reading, reading: Reading): Group {
  const best = bestOf(reading);
  const plain = bestOf(own);
  const asks =
    isRequestLike(text) ||
    (!isNarrative(text) && plain.score >= SURE_TO_ASK && replyOf(plain.target) === undefined);
  return { start, end, text, reading, ...best, asks, orders: orderNumbersIn(text) };
}

/** Joins the clauses that belong together: background to its request, small talk to nothing, one matter to one request. */
export function joinClauses(message: string, clauses: readonly Clause[], parts: readonly Group[]): Group[] {
  const groups: Group[] = [];
  for (const [index, next] of parts.entries()) {
    const previous = groups.pop();
    if (previous === undefined) groups.push(next);
    else if (isSmallTalk(previous) && !isSmallTalk(next)) {
      groups.push(previous.asks ? join(message, previous, next) : next);
    } else if (areApart(previous, next, clauses[index]?.boundary ?? 'hard')) groups.push(previous, next);
    else groups.push(join(message, previous, next));
  }
  return groups;
}

/** Words that ask for nothing; a question out of scope and the wish for a person do ask, and get an answer of their own. */
function isSmallTalk({ target }: Group): boolean {
  const reply = replyOf(target);
  return reply !== undefined && reply !== 'out-of-scope' && reply !== 'person';
}

function areApart(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  if (isSmallTalk(next) || !previous.asks || !next.asks) return false;
  if (boundary === 'soft' && next.text.split(/\s+/).length < 3) return false;
  const surest = Math.min(previous.score, next.score);
  if (previous.target !== next.target) return surest >= SURE_APART[boundary];
  const otherOrder =
    previous.orders.length > 0 && next.orders.some((order) => !previous.orders.includes(order));
  const otherMatter =
    boundary === 'hard' &&
    previous.intent !== next.intent &&
    surest >= SURE_OF_KIND &&
    next.target !== 'troubleshooting';
  return otherOrder || otherMatter;
}

/** Two clauses as one request; the one that asks, and among equals the surer one, says whose it is. */
function join(message: string, previous: Group, next: Group): Group {
  const weight = (group: Group): number => (isSmallTalk(group) ? 0 : group.score + (group.asks ? 0.5 : 0));
  const lead = weight(next) > weight(previous) ? next : previous;
  return {
    ...lead,
    start: previous.start,
    end: next.end,
    text: message.slice(previous.start, next.end),
    asks: previous.asks || next.asks,
    orders: [...new Set([...previous.orders, ...next.orders])],
  };
}
