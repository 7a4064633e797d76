import type { KnowledgeGap } from '../contract/knowledge.js';
import type { Embedder } from '../models/embedder.js';
import type { Gap } from './gap-report.js';

/** Two questions whose vectors are this near ask for the same document. */
const SAME_MEANING = 0.62;
const MAX_HEADING = 80;
const OPENING =
  /^(?:(?:hi|hello|hey|please|well|ok(?:ay)?|so|sorry|excuse me|can you (?:please )?(?:help me|tell me)|could you (?:please )?tell me|i (?:would|'d) like to know|i want to know|i need to know)\b[\s,.!:-]*)+/i;

/**
 * Puts gaps of one meaning together: each joins the nearest group about its product whose first, most frequent question is
 * near enough, or opens one. Gaps come the most frequent first, and so do the groups.
 */
export async function groupGaps(
  gaps: readonly Gap[],
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<KnowledgeGap[]> {
  if (gaps.length === 0) return [];
  const vectors = await embedder.embed(
    gaps.map(({ query }) => query),
    signal,
  );
  const groups: { leader: readonly number[]; members: Gap[] }[] = [];
  for (const [index, gap] of gaps.entries()) {
    const vector = vectors[index] ?? [];
    const [nearest] = groups
      .filter(({ members }) => members[0]?.product === gap.product)
      .map((group) => ({ group, likeness: cosine(group.leader, vector) }))
      .sort((left, right) => right.likeness - left.likeness);
    if (nearest !== undefined && nearest.likeness >= SAME_MEANING) nearest.group.members.push(gap);
    else groups.push({ leader: vector, members: [gap] });
  }
  return groups.map(({ members }) => toGroup(members)).sort((left, right) => right.times - left.times);
}

function toGroup(members: readonly Gap[]): KnowledgeGap {
  const [first] = members;
  const lastAsked = Math.max(...members.map((gap) => gap.lastAsked.getTime()));
  return {
    heading: draftHeading(first?.query ?? ''),
    ...(first?.product == null ? {} : { product: first.product }),
    evidence: members.some(({ evidence }) => evidence === 'weak') ? 'weak' : 'none',
    times: members.reduce((sum, { times }) => sum + times, 0),
    lastAsked: new Date(lastAsked).toISOString(),
    questions: members.map(({ query, times }) => ({ query, times })),
  };
}

/** A question as a heading: without its greeting, capitalised, and cut between words. */
export function draftHeading(query: string): string {
  const words = query.replace(/\s+/g, ' ').trim();
  const bare = words.replace(OPENING, '');
  const text = (bare.length < 4 ? words : bare).replace(/[\s.!,;:]+$/, '');
  const cut = text.length <= MAX_HEADING ? text : text.slice(0, MAX_HEADING + 1).replace(/\s+\S*$/, '');
  return cut.charAt(0).toUpperCase() + cut.slice(1);
}

/** Both are of length 1. */
function cosine(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
