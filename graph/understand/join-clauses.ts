import { areApart, isBare, isOnlyNamed, isSmallTalk, leansBack, WORDS_OF_A_LINE } from './are-apart.js';
import type { Group } from './group.js';
import { type Manner, wordsOf } from './message-signals.js';
import type { Clause } from './split-clauses.js';

/** A group, and what separates it from the one before; what has been found apart stays so. */
interface Step {
  group: Group;
  boundary: Clause['boundary'] | 'apart';
}

/**
 * Joins the clauses that belong together: background to its request, small talk to nothing, one matter to one request.
 * First within each sentence, so that a sentence is held against the next as a whole.
 */
export function joinClauses(message: string, clauses: readonly Clause[], parts: readonly Group[]): Group[] {
  const sentences: Step[][] = [];
  for (const [index, group] of parts.entries()) {
    const boundary = clauses[index]?.boundary ?? 'hard';
    const sentence = isWithinSentence(boundary) ? sentences.at(-1) : undefined;
    if (sentence === undefined) sentences.push([{ group, boundary }]);
    else sentence.push({ group, boundary });
  }
  const steps = sentences.flatMap((sentence) => {
    const boundary = sentence[0]?.boundary ?? 'hard';
    return fold(message, sentence).map(
      (group, index): Step => ({ group, boundary: index === 0 ? boundary : 'apart' }),
    );
  });
  return withoutLooseBackground(message, fold(message, steps));
}

function isWithinSentence(boundary: Clause['boundary']): boolean {
  return boundary === 'slash' || boundary === 'soft' || boundary === 'comma';
}

function fold(message: string, steps: readonly Step[]): Group[] {
  const groups: Group[] = [];
  for (const { group: next, boundary } of steps) {
    const previous = groups.pop();
    if (previous === undefined) groups.push(next);
    else if (isSmallTalk(previous) && !isSmallTalk(next)) {
      groups.push(previous.manner === 'asks' ? join(message, previous, next) : next);
    } else if (boundary === 'apart' || areApart(previous, next, boundary)) groups.push(previous, next);
    else groups.push(join(message, previous, next));
  }
  return groups;
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

const WEIGHTS: Readonly<Record<Manner, number>> = { asks: 0.5, reports: 0.4, names: 0, tells: 0 };

/** How much one or two words say beside a sentence. */
const PIECE = 0.5;

/** Two clauses as one request; the one that asks, and among equals the surer one, says whose it is. */
function join(message: string, previous: Group, next: Group): Group {
  const weight = (group: Group): number => {
    if (isSmallTalk(group) || isBare(group)) return 0;
    const leans = group === next && (leansBack(group) || isOnlyNamed(group));
    const small = wordsOf(group.text).length < WORDS_OF_A_LINE || leans;
    const piece = small ? PIECE : 1;
    return piece * (group.score + WEIGHTS[group.manner]);
  };
  const lead = weight(next) > weight(previous) ? next : previous;
  return {
    ...lead,
    start: previous.start,
    end: next.end,
    text: message.slice(previous.start, next.end),
    manner: mannerOfBoth(previous, next),
    orders: [...new Set([...previous.orders, ...next.orders])],
  };
}

/** Two clauses together ask when one of them does. */
function mannerOfBoth(previous: Group, next: Group): Manner {
  const manners = [previous.manner, next.manner];
  return (['asks', 'reports', 'tells'] as const).find((manner) => manners.includes(manner)) ?? 'names';
}
