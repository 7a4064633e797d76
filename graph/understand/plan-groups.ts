import type { Assignment } from '../state.js';
import type { Group } from './group.js';
import { bestOf, type Reading, replyOf, SUPERVISOR } from './targets.js';

/** Less sure than this of a whole message, asking back beats guessing: of such guesses half are wrong. */
const LEAST_TO_TRY = 0.35;
/** A second agent that is at least this share as likely as the first is worth naming in the question. */
const RIVAL = 0.5;
const MOST_REQUESTS = 6;

/**
 * The requests of a message as assignments. What nobody can tell beside requests that are clear goes with the one before
 * it, so that at most one question is asked back; more than six requests share six assignments, and none is lost.
 */
export function planGroups(groups: readonly Group[]): Assignment[] {
  const clear = groups.length < 2 ? groups : withoutUnclear(groups);
  return fold(clear).map((group, index) => toAssignment(group, `r${index + 1}`));
}

function withoutUnclear(groups: readonly Group[]): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    const previous = kept.at(-1);
    if (previous === undefined || (!isUnclear(group) && !isUnclear(previous))) kept.push(group);
    else kept.splice(-1, 1, attach(isUnclear(previous) ? group : previous, [previous, group]));
  }
  return kept;
}

function fold(groups: readonly Group[]): Group[] {
  const folded = [...groups];
  while (folded.length > MOST_REQUESTS) {
    const last = folded.findLastIndex((group, index) => folded.slice(0, index).some(isFor(group.target)));
    const [from] = folded.splice(last < 0 ? folded.length - 1 : last, 1);
    if (from === undefined) break;
    const onto = last < 0 ? folded.length - 1 : folded.findLastIndex(isFor(from.target));
    const kept = folded[onto];
    if (kept !== undefined) folded[onto] = attach(kept, [kept, from]);
  }
  return folded;
}

function isFor(target: string): (group: Group) => boolean {
  return (group) => group.target === target;
}

function attach(lead: Group, parts: readonly Group[]): Group {
  return { ...lead, text: parts.map(({ text }) => text).join('\n') };
}

function isUnclear({ score, target }: Group): boolean {
  return score < LEAST_TO_TRY || replyOf(target) === 'unclear';
}

function toAssignment({ text, target, score, reading }: Group, requestId: string): Assignment {
  const base = { requestId, request: text };
  const reply = replyOf(target);
  if (score < LEAST_TO_TRY) return { ...base, agent: SUPERVISOR, reply: 'unclear', ...choicesOf(reading) };
  return reply === undefined ? { ...base, agent: target } : { ...base, agent: SUPERVISOR, reply };
}

/** The two agents between which it is, when both are well ahead of all others. */
function choicesOf(reading: Reading): { choices?: string[] } {
  const agents = [...reading]
    .filter(([target]) => replyOf(target) === undefined)
    .sort(([, left], [, right]) => right.score - left.score);
  const [first, second, third] = agents;
  if (first === undefined || second === undefined || bestOf(reading).target !== first[0]) return {};
  const rivals = second[1].score >= RIVAL * first[1].score;
  const others = (third?.[1].score ?? 0) >= RIVAL * second[1].score;
  return rivals && !others ? { choices: [first[0], second[0]] } : {};
}
