import type { EvidenceBand } from './retriever.js';

/** What the best passage has to show for itself, and what was asked of it. */
export interface Evidence {
  /** Its BM25. */
  words: number;
  /** Its cosine with the query; undefined when the query could not be embedded. */
  cosine: number | undefined;
  /** How much the query says, in units of a word that no document has. */
  information: number;
}

/** A logistic regression on one half of the judged questions (evals/retrieval); the other half agrees. */
const MODEL = { intercept: -3.74, words: 0.509, cosine: 2.76 };
/** The middle of what was seen, for a query without a vector. */
const TYPICAL_COSINE = 0.4;
const STRONG = 0.65;
const WEAK = 0.35;
/** Less than this says too little to be about anything, such as "it does not work": better to ask than to abstain. */
const VAGUE = 1;

/** The probability, from 0 to 1, that the passages found answer the question. */
export function supportOf({ words, cosine = TYPICAL_COSINE }: Omit<Evidence, 'information'>): number {
  return 1 / (1 + Math.exp(-(MODEL.intercept + MODEL.words * words + MODEL.cosine * Math.max(cosine, 0))));
}

/** How much the passages can carry: strong answers, weak asks, none abstains. */
export function evidenceBand(evidence: Evidence): EvidenceBand {
  const support = supportOf(evidence);
  if (support >= STRONG) return 'strong';
  return support >= WEAK || evidence.information < VAGUE ? 'weak' : 'none';
}
