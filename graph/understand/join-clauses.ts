import { followUpStrength, type Manner, mannerOf, orderNumbersIn, wordsOf } from './message-signals.js';
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
  /** Whether its own words add it to what was said before. */
  added: boolean;
}

/** Clauses for different targets are different requests when both are this sure: after a full stop, and after an "and". */
const SURE_APART = { added: 0.35, hard: 0.35, line: 0.35, soft: 0.6, start: 1 } as const;
/** Two clauses in a row that only report are often one story, and a matter out of scope is often only its background. */
const SURE_OF_STORY = 0.65;
/** Two matters of one agent are told apart only when both are this sure. */
const SURE_OF_KIND = 0.8;
/** Words that are no sentence at all ("grey corner sofa") ask for something when it is this clear what. */
const SURE_TO_ASK = 0.45;
/** A statement without a word for a fault reports one all the same when it is this clear which. */
const SURE_TO_REPORT = 0.75;
/** Matters that customers state rather than ask for ("my parcel should have been here on Friday"). */
const STATED =
  /\/(?:fix-problem|software|error-signal|safety-hazard|still-broken|report-problem|payment-trouble|account-access|track-order|refund-status|change-contact|change-account-address|change-account-payment|return-item|how-to|newsletter|set-preference|invoice|membership|exchange-item|recommend|complaint)$/;
/** Any other statement is a wish when it is as clear as this, but for what is mostly told in passing. */
const SURELY_WANTED = 0.9;
const TOLD =
  /^supervisor\/|\/(?:order-details|list-orders|find-product|product-facts|browsing|how-to|categories)$/;
/** Requests that a fault told before is the reason for. */
const TAKES_REASON =
  /\/(?:return-item|exchange-item|return-rules|cancel-order|warranty|repair|refund-status)$/;
/** Lines of fewer words, sent one after the other, are pieces of one sentence. */
const WORDS_OF_A_LINE = 3;

/** A clause by what the classifier made of its words (`own`), and by that in its conversation (`reading`). */
export function toGroup({ text, start, end, boundary }: Clause, own: Reading, reading: Reading): Group {
  const manner = refine(mannerOf(text), bestOf(own));
  return {
    start,
    end,
    text,
    reading,
    ...bestOf(reading),
    manner,
    orders: orderNumbersIn(text),
    added: boundary === 'added',
  };
}

/** What the classifier is sure of tells more about the manner than the words do. */
function refine(manner: Manner, own: ReturnType<typeof bestOf>): Manner {
  if (manner === 'names') {
    return own.score >= SURE_TO_ASK && replyOf(own.target) === undefined ? 'asks' : 'tells';
  }
  if (manner === 'tells' && own.score >= SURE_TO_REPORT && STATED.test(own.intent)) return 'reports';
  if (manner === 'tells' && own.score >= SURELY_WANTED && !TOLD.test(own.intent)) return 'reports';
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
  return withoutLooseBackground(message, groups);
}

/** What is told and found no request of its own kind behind it belongs to the one before. */
function withoutLooseBackground(message: string, groups: readonly Group[]): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    const previous = kept.at(-1);
    if (previous !== undefined && group.manner === 'tells' && !group.added)
      kept.splice(-1, 1, join(message, previous, group));
    else kept.push(group);
  }
  return kept;
}

/** Words that ask for nothing; a question out of scope and the wish for a person do ask, and get an answer of their own. */
function isSmallTalk({ target }: Group): boolean {
  const reply = replyOf(target);
  return reply !== undefined && reply !== 'out-of-scope' && reply !== 'person';
}

function areApart(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  if (isSmallTalk(next) || isBare(next) || isBare(previous)) return false;
  const surest = Math.min(previous.score, next.score);
  if (boundary !== 'added') {
    if (isFragment(previous, next, boundary) || leansOn(next, boundary)) return false;
    if (isBackground(previous, next)) return isBackgroundOfNext(previous, next, boundary);
  }
  if (previous.target !== next.target) return surest >= sureApart(previous, next, boundary);
  const otherOrder =
    previous.orders.length > 0 && next.orders.some((order) => !previous.orders.includes(order));
  const otherMatter =
    boundary !== 'soft' &&
    previous.intent !== next.intent &&
    surest >= SURE_OF_KIND &&
    next.target !== 'troubleshooting';
  return otherOrder || otherMatter;
}

function sureApart(previous: Group, next: Group, boundary: Clause['boundary']): number {
  if (boundary === 'added' || (boundary !== 'soft' && previous.manner === 'asks' && next.manner === 'asks')) {
    return SURE_APART[boundary];
  }
  const story = previous.manner === 'reports' && next.manner === 'reports';
  const outside = [previous, next].some(({ target }) => replyOf(target) === 'out-of-scope');
  return story || outside ? SURE_OF_STORY : SURE_APART[boundary];
}

/** What is told after a sentence that asked, and is surely about something else, waits for what comes after it. */
function isBackgroundOfNext(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  return (
    boundary === 'hard' &&
    next.manner === 'tells' &&
    previous.manner !== 'tells' &&
    previous.target !== next.target &&
    Math.min(previous.score, next.score) >= SURE_OF_STORY
  );
}

/** A question in the same sentence that points back at what it was about ("back to my order, when does it arrive?"). */
function leansOn(next: Group, boundary: Clause['boundary']): boolean {
  return boundary === 'soft' && next.score < SURELY_WANTED && pointsBack(next);
}

function pointsBack({ text, intent }: Group): boolean {
  return !TAKES_REASON.test(intent) && followUpStrength(text) !== 'none';
}

/** Nothing but an order number, maybe with the word for it. */
function isBare({ text, orders }: Group): boolean {
  const others = wordsOf(text).filter((word) => !/\d/.test(word) && !NUMBER_WORDS.has(word));
  return orders.length > 0 && others.length === 0;
}

const NUMBER_WORDS = new Set(['and', 'sb', 'order', 'the', 'my', 'number', 'no', 'nr']);

/** What only tells how things are; and what is told before a request that points back at it ("it broke. Can I return it?"). */
function isBackground(previous: Group, next: Group): boolean {
  if (previous.manner === 'tells' || next.manner === 'tells') return true;
  return (
    previous.manner === 'reports' && TAKES_REASON.test(next.intent) && followUpStrength(next.text) !== 'none'
  );
}

function isFragment(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  const short = ({ text }: Group): boolean => wordsOf(text).length < WORDS_OF_A_LINE;
  if (boundary === 'soft') return short(next);
  const vague = [previous, next].some((group) => short(group) && group.score < SURELY_WANTED);
  return boundary === 'line' && vague;
}

const WEIGHTS: Readonly<Record<Manner, number>> = { asks: 0.5, reports: 0.4, names: 0, tells: 0 };

/** How much one or two words say beside a sentence. */
const PIECE = 0.5;

/** Two clauses as one request; the one that asks, and among equals the surer one, says whose it is. */
function join(message: string, previous: Group, next: Group): Group {
  const weight = (group: Group): number => {
    if (isSmallTalk(group) || isBare(group)) return 0;
    const small = wordsOf(group.text).length < WORDS_OF_A_LINE || (group === next && pointsBack(group));
    const piece = small ? PIECE : 1;
    return piece * (group.score + WEIGHTS[group.manner]);
  };
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
