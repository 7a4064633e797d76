import type { RankedIntent } from '../../models/local/playbook.js';
import type { Assignment } from '../state.js';
import { type Group, joinClauses, toGroup } from './join-clauses.js';
import { isFiller } from './message-signals.js';
import type { OpenQuestion } from './open-question.js';
import { planGroups } from './plan-groups.js';
import { type Clause, splitClauses } from './split-clauses.js';
import { average, type Reading, SUPERVISOR, toReading } from './targets.js';
import { type RouteContext, weighContext } from './weigh-context.js';

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
        plan: planGroups(groups),
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
      : [toGroup(clause, reading, index > 0 ? reading : weighContext(reading, clause.text, context))];
  });
  const joined = joinClauses(message, clauses, weighed);
  const [lead] = joined;
  if (joined.length > 1) return joined;
  const entire = { text: message.trim(), boundary: 'start', start: 0, end: message.length } as const;
  const said = lead?.text ?? (clauses.length === 1 ? clauses[0]?.text : undefined) ?? message;
  const reading = weighContext(whole, said, context);
  return [toGroup(entire, whole, lead === undefined ? reading : average(reading, lead.reading))];
}
