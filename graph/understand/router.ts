import type { RankedIntent } from '../../models/local/playbook.js';
import type { Assignment } from '../state.js';
import { type Group, joinClauses, toGroup } from './join-clauses.js';
import { isFiller } from './message-signals.js';
import { type Clause, splitClauses } from './split-clauses.js';
import { average, type Reading, replyOf, SUPERVISOR, toReading } from './targets.js';
import { type RouteContext, weighContext } from './weigh-context.js';

/** Ranks the router's classes for a text: `<agent>/<intent>`, or `supervisor/<kind>`; scores sum to 1. */
export type RankClasses = (text: string, signal: AbortSignal) => Promise<readonly RankedIntent[]>;

/** A message and what it was said after. */
export interface RouteInput extends RouteContext {
  message: string;
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
 * On labelled messages from elsewhere, which thresholds were chosen on, nine in ten are this sure. Lower asks the model
 * less and errs more: at 0.4 it is 97 in a hundred, at 0.7 it is 80.
 */
const SURE = 0.55;
/** Less sure than this (one message in three hundred there), asking back beats guessing. */
const LEAST_TO_TRY = 0.25;
const MOST_REQUESTS = 6;

/** Whether the local stage decides by itself: below, a model does where there is one. */
export function isSure(route: Route): boolean {
  return route.confidence >= SURE;
}

/** A router over a classifier of clauses. */
export function createRouter(rank: RankClasses): Router {
  return {
    async route({ message, ...context }, signal) {
      const read = async (text: string): Promise<Reading> => toReading(await rank(text, signal));
      const clauses = withoutFillers(splitClauses(message));
      const whole = await read(message.trim());
      const parts = clauses.length < 2 ? [] : await Promise.all(clauses.map(({ text }) => read(text)));
      const groups = toGroups({ message, clauses, parts, whole, context });
      return {
        plan: groups.slice(0, MOST_REQUESTS).map((group, index) => toAssignment(group, `r${index + 1}`)),
        confidence: Math.min(...groups.map(({ score }) => score)),
        outOfScope: whole.get(`${SUPERVISOR}/out-of-scope`)?.score ?? 0,
      };
    },
  };
}

/** A message of nothing but fillers is kept, since it may answer a question. */
function withoutFillers(clauses: readonly Clause[]): readonly Clause[] {
  const telling = clauses.filter(({ text }) => !isFiller(text));
  return telling.length === 0 ? clauses : telling;
}

interface Read {
  message: string;
  clauses: readonly Clause[];
  /** One reading a clause; none where there is only one clause. */
  parts: readonly Reading[];
  whole: Reading;
  context: RouteContext;
}

/** One group a request. A message that turns out to be one request is read as a whole and by its leading clause. */
function toGroups({ message, clauses, parts, whole, context }: Read): Group[] {
  const weighed = clauses.flatMap((clause, index) => {
    const reading = parts[index];
    return reading === undefined
      ? []
      : [toGroup(clause, reading, weighContext(reading, clause.text, context))];
  });
  const joined = joinClauses(message, clauses, weighed);
  const [lead] = joined;
  if (joined.length > 1) return joined;
  const entire = { text: message.trim(), boundary: 'start', start: 0, end: message.length } as const;
  const reading = weighContext(whole, lead?.text ?? message, context);
  return [toGroup(entire, whole, lead === undefined ? reading : average(reading, lead.reading))];
}

function toAssignment({ text, target, score }: Group, requestId: string): Assignment {
  const base = { requestId, request: text };
  const reply = replyOf(target);
  if (score < LEAST_TO_TRY) return { ...base, agent: SUPERVISOR, reply: 'unclear' };
  return reply === undefined ? { ...base, agent: target } : { ...base, agent: SUPERVISOR, reply };
}
