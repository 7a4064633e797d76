import type { EvidenceBand } from './retriever.js';

/** What the best passages have to show for themselves. */
export interface Evidence {
  /** The share of the query's information, by inverse document frequency, that the best passage contains; 0 to 1. */
  coverage: number;
  /** The best cosine between query and passage; undefined when the query could not be embedded. */
  cosine: number | undefined;
}

const STRONG = 0.55;
const WEAK = 0.3;

/** How much the passages can carry. The limits are calibrated on judged questions (evals/retrieval). */
export function evidenceBand({ coverage, cosine }: Evidence): EvidenceBand {
  const support = cosine === undefined ? coverage : 0.6 * coverage + 0.4 * Math.max(cosine, 0);
  if (support >= STRONG) return 'strong';
  return support >= WEAK ? 'weak' : 'none';
}
