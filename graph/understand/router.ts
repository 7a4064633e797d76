import type { RankedIntent } from '../../models/local/playbook.js';
import { type Assignment, ReplyKind } from '../state.js';
import { isFollowUp, isRequestLike, orderNumbersIn } from './message-signals.js';
import { type Clause, splitClauses } from './split-clauses.js';

/** Ranks the router's classes for a text: `<agent>/<intent>`, or `supervisor/<kind of reply>`; scores sum to 1. */
export type RankClasses = (text: string, signal: AbortSignal) => Promise<readonly RankedIntent[]>;

/** A message and what it was said after. */
export interface RouteInput {
  message: string;
  lastAgent: string | null;
  awaiting: string | null;
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

/** Below this the local stage is not sure: the model decides where there is one, and the customer is asked where not. */
const SURE = 0.55;
/** A follow-up leaves the agent it follows only for another agent that is this sure. */
const SURE_TO_LEAVE = 0.8;
const LEAST_TO_TRY = 0.3;
const MOST_REQUESTS = 6;

const SUPERVISOR = 'supervisor';

interface Group {
  text: string;
  target: string;
  kind: string;
  score: number;
  requestLike: boolean;
  orders: readonly string[];
}

/** Whether the local stage decides by itself. */
export function isSure(route: Route): boolean {
  return route.confidence >= SURE;
}

/** A router over a classifier of clauses. */
export function createRouter(rank: RankClasses): Router {
  const toGroup = async (text: string, signal: AbortSignal): Promise<Group> => {
    const ranked = await rank(text, signal);
    const best = bestTarget(ranked);
    return { text, ...best, requestLike: isRequestLike(text), orders: orderNumbersIn(text) };
  };

  return {
    async route(input, signal) {
      const clauses = splitClauses(input.message);
      const whole = await toGroup(input.message.trim(), signal);
      if (clauses.length < 2) return toRoute([followUp(whole, input)], whole);
      const groups = mergeClauses(
        clauses,
        await Promise.all(clauses.map(({ text }) => toGroup(text, signal))),
      );
      const merged = groups.length < 2 ? [followUp(whole, input)] : groups;
      return toRoute(merged, whole);
    },
  };
}

/** The target with the highest summed score, and the best class inside it. */
function bestTarget(ranked: readonly RankedIntent[]): { target: string; kind: string; score: number } {
  const sums = new Map<string, number>();
  for (const { intent, score } of ranked) {
    const target = targetOf(intent);
    sums.set(target, (sums.get(target) ?? 0) + score);
  }
  const [target, score] = [...sums].reduce(
    (best, entry) => (entry[1] > best[1] ? entry : best),
    ['supervisor/unclear', 0],
  );
  const kind = ranked.find(({ intent }) => targetOf(intent) === target)?.intent.split('/')[1] ?? 'unclear';
  return { target, kind, score };
}

/** Agents are one target each; every kind of the supervisor's own replies is a target of its own. */
function targetOf(intent: string): string {
  const [agent = SUPERVISOR] = intent.split('/');
  return agent === SUPERVISOR ? intent : agent;
}

function isOwnReply(group: Group): boolean {
  return group.target.startsWith(`${SUPERVISOR}/`);
}

/** Words that ask for nothing; out-of-scope questions and the wish for a person do ask, and get an answer of their own. */
function isSmallTalk(group: Group): boolean {
  return isOwnReply(group) && !['out-of-scope', 'person'].includes(group.kind);
}

/** A follow-up stays with the agent that it follows, unless another one is clearly meant. */
function followUp(group: Group, input: RouteInput): Group {
  const previous = input.awaiting ?? input.lastAgent;
  if (previous === null || group.target === previous) return group;
  const stays = input.awaiting !== null || isFollowUp(group.text);
  const leaves = group.score >= SURE_TO_LEAVE && !isFollowUp(group.text);
  if (stays && !leaves)
    return { ...group, target: previous, kind: 'follow-up', score: Math.max(group.score, SURE) };
  return group;
}

/** Joins clauses that belong together: background to its request, and requests of one kind to one agent. */
function mergeClauses(clauses: readonly Clause[], ranked: readonly Group[]): Group[] {
  const groups: Group[] = [];
  for (const [index, group] of ranked.entries()) {
    const previous = groups.at(-1);
    const boundary = clauses[index]?.boundary ?? 'hard';
    if (previous === undefined) groups.push(group);
    else if (isSmallTalk(previous) && !isSmallTalk(group))
      groups.splice(-1, 1, { ...group, text: withGreeting(previous, group) });
    else if (separate(previous, group, boundary)) groups.push(group);
    else groups.splice(-1, 1, join(previous, group));
  }
  return groups;
}

/** A greeting or thanks before a request is dropped; anything else the router took for small talk is background. */
function withGreeting(before: Group, group: Group): string {
  return before.score >= SURE ? group.text : `${before.text} ${group.text}`;
}

function separate(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  if (isSmallTalk(next) || !previous.requestLike || !next.requestLike) return false;
  if (next.text.split(/\s+/).length < 3) return false;
  const differentOrders =
    previous.orders.length > 0 && next.orders.some((order) => !previous.orders.includes(order));
  if (previous.target === next.target) {
    return (
      differentOrders ||
      (boundary === 'hard' &&
        previous.kind !== next.kind &&
        Math.min(previous.score, next.score) >= SURE_TO_LEAVE &&
        next.target !== 'troubleshooting')
    );
  }
  return Math.min(previous.score, next.score) >= SURE;
}

/** Two clauses as one request: the surer request-like clause says whose it is. */
function join(previous: Group, next: Group): Group {
  const weight = (group: Group): number =>
    isOwnReply(group) ? 0 : group.score + (group.requestLike ? 0.5 : 0);
  const lead = weight(next) > weight(previous) ? next : previous;
  return {
    ...lead,
    text: `${previous.text} ${next.text}`,
    requestLike: previous.requestLike || next.requestLike,
    orders: [...new Set([...previous.orders, ...next.orders])],
  };
}

function toRoute(groups: readonly Group[], whole: Group): Route {
  return {
    plan: groups.slice(0, MOST_REQUESTS).map((group, index) => toAssignment(group, `r${index + 1}`)),
    confidence: Math.min(...groups.map(({ score }) => score)),
    outOfScope: whole.target === 'supervisor/out-of-scope' ? whole.score : 0,
  };
}

function toAssignment(group: Group, requestId: string): Assignment {
  const request = group.text;
  if (group.score < LEAST_TO_TRY) return { requestId, agent: SUPERVISOR, request, reply: 'unclear' };
  if (!isOwnReply(group)) return { requestId, agent: group.target, request };
  return { requestId, agent: SUPERVISOR, request, reply: ReplyKind.catch('unclear').parse(group.kind) };
}
