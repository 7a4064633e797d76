import { type Manner, mannerOf, orderNumbersIn } from './message-signals.js';
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
  manner: Manner;
  orders: readonly string[];
}

/** Clauses for different targets are different requests when both are this sure: after a full stop, and after an "and". */
const SURE_APART = { added: 0.35, hard: 0.35, soft: 0.6, start: 1 } as const;
/** Two clauses in a row that only report are often one story, and a matter out of scope is often only its background. */
const SURE_OF_STORY = 0.65;
/** Two matters of one agent are told apart only when both are this sure. */
const SURE_OF_KIND = 0.8;
/** Words that are no sentence at all ("grey corner sofa") ask for something when it is this clear what. */
const SURE_TO_ASK = 0.45;
/** A statement without a word for a fault reports one all the same when it is this clear which. */
const SURE_TO_REPORT = 0.6;
const FAULTS =
  /\/(?:fix-problem|software|error-signal|safety-hazard|still-broken|report-problem|payment-trouble|account-access)$/;

/** A clause by what the classifier made of its words (`own`), and by that in its conversation (`reading`). */
export function toGroup({ text, start, end }: Clause, own: Reading, reading: Reading): Group {
  const manner = refine(mannerOf(text), bestOf(own));
  return { start, end, text, reading, ...bestOf(reading), manner, orders: orderNumbersIn(text) };
}

/** What the classifier is sure of tells more about the manner than the words do. */
function refine(manner: Manner, own: ReturnType<typeof bestOf>): Manner {
  if (manner === 'names') {
    return own.score >= SURE_TO_ASK && replyOf(own.target) === undefined ? 'asks' : 'tells';
  }
  if (manner === 'tells' && own.score >= SURE_TO_REPORT && FAULTS.test(own.intent)) return 'reports';
  return manner;
}

/** Joins the clauses that belong together: background to its request, small talk to nothing, one matter to one request. */
export function joinClauses(message: string, clauses: readonly Clause[], parts: readonly Group[]): Group[] {
  const groups: Group[] = [];
  for (const [index, next] of parts.entries()) {
    const previous = groups.pop();
    if (previous === undefined) groups.push(next);
    else if (isSmallTalk(previous) && !isSmallTalk(next)) {
      groups.push(previous.manner === 'asks' ? join(message, previous, next) : next);
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
  if (isSmallTalk(next)) return false;
  const background = previous.manner === 'tells' || next.manner === 'tells';
  if (background && boundary !== 'added') return false;
  if (boundary === 'soft' && next.text.split(/\s+/).length < 3) return false;
  const surest = Math.min(previous.score, next.score);
  if (previous.target !== next.target) {
    const story = previous.manner === 'reports' && next.manner === 'reports';
    const outside = [previous, next].some(({ target }) => replyOf(target) === 'out-of-scope');
    return surest >= (boundary !== 'added' && (story || outside) ? SURE_OF_STORY : SURE_APART[boundary]);
  }
  const otherOrder =
    previous.orders.length > 0 && next.orders.some((order) => !previous.orders.includes(order));
  const otherMatter =
    boundary !== 'soft' &&
    previous.intent !== next.intent &&
    surest >= SURE_OF_KIND &&
    next.target !== 'troubleshooting';
  return otherOrder || otherMatter;
}

const WEIGHTS: Readonly<Record<Manner, number>> = { asks: 0.5, reports: 0.4, names: 0, tells: 0 };

/** Two clauses as one request; the one that asks, and among equals the surer one, says whose it is. */
function join(message: string, previous: Group, next: Group): Group {
  const weight = (group: Group): number => (isSmallTalk(group) ? 0 : group.score + WEIGHTS[group.manner]);
  const lead = weight(next) > weight(previous) ? next : previous;
  return {
    ...lead,
    start: previous.start,
    end: next.end,
    text: message.slice(previous.start, next.end),
    manner: lead.manner,
    orders: [...new Set([...previous.orders, ...next.orders])],
  };
}
