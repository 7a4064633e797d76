import type { RankedIntent } from '../../models/local/playbook.js';
import type { Assignment } from '../state.js';
import { type Group, toGroup } from './group.js';
import { joinClauses } from './join-clauses.js';
import { isFiller, withoutLead, wordsOf } from './message-signals.js';
import type { OpenQuestion } from './open-question.js';
import { planGroups } from './plan-groups.js';
import { type Clause, splitClauses } from './split-clauses.js';
import { average, type Reading, SUPERVISOR, toReading } from './targets.js';
import { type RouteContext, weighBeside, weighContext } from './weigh-context.js';

/** Ranks the router's classes for a text: `<agent>/<intent>`, or `supervisor/<kind>`; scores sum to 1. */
export type RankClasses = (text: string, signal: AbortSignal) => Promise<readonly RankedIntent[]>;

/** A message and what it was said after. */
export interface RouteInput extends RouteContext {
  message: string;
  /** The supervisor's own question that the message may answer. */
  open?: OpenQuestion | undefined;
}

/** Assignments, how sure the router is of its least sure part (0 to 1), and how out of scope the message looks (0 to 1). */
export interface Route {
  plan: Assignment[];
  confidence: number;
  outOfScope: number;
}

/** Decides in milliseconds, without a language model, which agents work on which words. */
export interface Router {
  route(input: RouteInput, signal: AbortSignal): Promise<Route>;
}

/**
 * Where a wrong route costs as much as ten calls of a model, the last message decided here must be right nine times in
 * ten: docs/decisions tells how that was measured.
 */
const SURE = 0.82;

/** A message of several clauses and more words than this, which takes the encoder long, is not read as a whole besides. */
const MOST_WORDS_AGAIN = 40;

/** Whether the local stage decides by itself: below, a model does where there is one. */
export function isSure(route: Route): boolean {
  return route.confidence >= SURE;
}

/** A router over a classifier of clauses. */
export function createRouter(rank: RankClasses): Router {
  return {
    async route({ message, ...context }, signal) {
      const read = async (text: string): Promise<Reading> => toReading(await rank(withoutLead(text), signal));
      const clauses = withoutFillers(splitClauses(message));
      const parts = clauses.length < 2 ? [] : await Promise.all(clauses.map(({ text }) => read(text)));
      const joined = joinClauses(message, clauses, toParts(clauses, parts, context));
      const isRead = joined.length > 1 || (joined.length === 1 && wordsOf(message).length > MOST_WORDS_AGAIN);
      if (isRead) return toRoute(joined, mean(parts.map(outOfScopeOf)));
      const whole = await read(message.trim());
      return toRoute([toWhole({ message, clauses, lead: joined[0], whole, context })], outOfScopeOf(whole));
    },
  };
}

function toRoute(groups: readonly Group[], outOfScope: number): Route {
  return {
    plan: planGroups(groups),
    confidence: Math.min(...groups.map(({ score }) => score)),
    outOfScope,
  };
}

function outOfScopeOf(reading: Reading): number {
  return reading.get(`${SUPERVISOR}/out-of-scope`)?.score ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A message of nothing but fillers is kept, since it may answer a question. */
function withoutFillers(clauses: readonly Clause[]): readonly Clause[] {
  const telling = clauses.filter(({ text }) => !isFiller(text));
  return telling.length === 0 ? clauses : telling;
}

/** Each clause beside the others; the first one also in its conversation. */
function toParts(clauses: readonly Clause[], parts: readonly Reading[], context: RouteContext): Group[] {
  return clauses.flatMap((clause, index) => {
    const reading = weighBeside(parts, index);
    if (reading === undefined) return [];
    return [toGroup(clause, reading, index > 0 ? reading : weighContext(reading, clause.text, context))];
  });
}

interface Whole {
  message: string;
  clauses: readonly Clause[];
  /** What its clauses came to; nothing where there is only one clause. */
  lead: Group | undefined;
  whole: Reading;
  context: RouteContext;
}

/** A message that turned out to be one request, read as a whole and by its leading clause. */
function toWhole({ message, clauses, lead, whole, context }: Whole): Group {
  const entire = { text: message.trim(), boundary: 'start', start: 0, end: message.length } as const;
  const said = lead?.text ?? (clauses.length === 1 ? clauses[0]?.text : undefined) ?? message;
  const reading = weighContext(whole, said, context);
  return toGroup(entire, whole, lead === undefined ? reading : average(reading, lead.reading));
}
