import type { Candidate, RecommendationBasis, Taste } from './recommendation-store.js';

/** A candidate with its reasons, in words that may be told to the customer. */
export interface Recommendation {
  id: string;
  score: number;
  why: string[];
}

/**
 * Orders candidates, best first, with at most two of one category so that a short list offers a choice.
 * Reasons name products that were asked about or bought, preferences and ratings, and never what was browsed.
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  { taste, kind }: { taste: Taste; kind: RecommendationBasis['kind'] },
): Recommendation[] {
  const scored = candidates
    .map((candidate) => ({ candidate, preference: findPreference(candidate, taste) }))
    .filter(({ candidate, preference }) => preference !== undefined || isRelated(candidate, kind))
    .map(({ candidate, preference }) => ({
      candidate,
      id: candidate.id,
      score: scoreOf(candidate, preference !== undefined, kind),
      why: reasonsFor(candidate, { preference, kind, taste }),
    }))
    .sort((left, right) => right.score - left.score || left.id.localeCompare(right.id));
  const perCategory = new Map<string, number>();
  return scored
    .filter(({ candidate }) => {
      const before = perCategory.get(candidate.category) ?? 0;
      perCategory.set(candidate.category, before + 1);
      return kind === 'product' || before < 2;
    })
    .map(({ id, score, why }) => ({ id, score, why }));
}

/** From a product or an order, only what works with it or is of its kind; from a profile or browsing, what is liked in general too. */
function isRelated(candidate: Candidate, kind: RecommendationBasis['kind']): boolean {
  if (kind === 'profile' || kind === 'browsing') return true;
  return candidate.worksWith !== null || candidate.sameCategory > 0;
}

/** Who owns a thing seldom wants another of its kind; who looks at one does. */
function scoreOf(candidate: Candidate, preferred: boolean, kind: RecommendationBasis['kind']): number {
  const owns = kind === 'order' || kind === 'profile';
  const another = owns && !candidate.consumable ? -1 : 1;
  const trust = Math.min(1, candidate.ratingCount / 5);
  return (
    (candidate.worksWith === null ? 0 : 3) +
    another * 2 * candidate.sameCategory +
    candidate.similarity +
    (preferred ? 1.5 : 0) +
    ((candidate.ratingAverage ?? 3) - 3) * 0.5 * trust
  );
}

function reasonsFor(
  candidate: Candidate,
  basis: {
    preference: { key: string; value: string } | undefined;
    kind: RecommendationBasis['kind'];
    taste: Taste;
  },
): string[] {
  const { preference, kind, taste } = basis;
  const reasons: string[] = [];
  if (candidate.worksWith !== null && kind !== 'browsing')
    reasons.push(`works with the ${candidate.worksWith}`);
  if (kind === 'product' && candidate.sameCategory > 0) {
    reasons.push(`the same kind of product as the ${taste.seeds[0]?.name ?? 'one you named'}`);
  }
  if (preference) reasons.push(`fits your preference (${preference.key}: ${preference.value})`);
  if (candidate.ratingAverage !== null && candidate.ratingAverage >= 4 && candidate.ratingCount >= 3) {
    reasons.push(`rated ${candidate.ratingAverage.toFixed(1)} of 5 by ${candidate.ratingCount} customers`);
  }
  return reasons.length > 0 ? reasons : ['in stock now'];
}

function findPreference(candidate: Candidate, taste: Taste): { key: string; value: string } | undefined {
  const brand = candidate.brand.toLowerCase();
  const category = candidate.category.replace(/-/g, ' ').toLowerCase();
  return taste.preferences.find(({ value }) => {
    const told = value.toLowerCase().replace(/-/g, ' ');
    return told === brand || told.includes(category) || (told.length > 3 && category.includes(told));
  });
}
