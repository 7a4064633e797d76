import type { EvidenceBand } from './retriever.js';

/** What a search has to show for itself. None of it grows with the corpus or with the length of the query. */
export interface Evidence {
  /** The best passage's BM25 over the weight of the query's words: about 1.9 when it has all of them often, 0 with none. */
  words: number;
  /** How far the best document's score lies above the mean of those that follow, in the same unit. */
  lead: number;
  /** 1 when no document means more alike than the best one, 1/2 when one does, 1/3 when two do. Undefined without a vector. */
  agreement: number | undefined;
  /** The mean cosine of the ten nearest passages: whether the corpus is about such things. Undefined without a vector. */
  near: number | undefined;
  /** How rare the query's words are on average: 1 when the corpus has none of them, 0 when every passage has all. */
  foreign: number;
  /** How much the query says, in units of a word that no document has. */
  information: number;
  /** Whether the search kept to one product. */
  narrowed?: boolean;
}

/**
 * A logistic regression on the half of the project's own questions that is kept for that (evals/retrieval): questions that
 * documents answer, the same with these documents taken away, and questions of other subjects. Signs were fixed beforehand.
 */
const MODEL = { intercept: 0.278, words: 1.003, lead: 2.032, agreement: 1.057, near: 4.633, foreign: -5.239 };
/** The middle of what was seen, for a query without a vector. */
const TYPICAL = { agreement: 0.6, near: 0.4 };
const STRONG = 0.64;
/** At 0.42 one in twenty of the questions that documents answer would be left. */
const WEAK = 0.42;
/** Less than this says little, such as "it does not work": better to ask than to abstain, and to answer only what is near. */
const VAGUE = 1;
/** Less than this fits too many things to be answered however near one of them is, such as "turn on". */
const EMPTY = 0.5;
const NEAR_ENOUGH = 0.35;

/**
 * Among the few passages of one product the best one always leads and agrees. With less of the words than this the answer
 * may stand with another product, such as the printer that is offline "on the laptop".
 */
const NARROWED_WORDS = 0.5;

/** The probability, from 0 to 1, that the passages found answer the question, were every second question answerable. */
export function supportOf(evidence: Omit<Evidence, 'information' | 'narrowed'>): number {
  const { words, lead, agreement = TYPICAL.agreement, near = TYPICAL.near, foreign } = evidence;
  const odds =
    MODEL.intercept +
    MODEL.words * words +
    MODEL.lead * lead +
    MODEL.agreement * agreement +
    MODEL.near * Math.max(near, 0) +
    MODEL.foreign * foreign;
  return 1 / (1 + Math.exp(-odds));
}

/** How much the passages can carry: strong answers, weak asks, none abstains. */
export function evidenceBand(evidence: Evidence): EvidenceBand {
  const support = supportOf(evidence);
  const isVague = evidence.information < VAGUE;
  const near = evidence.near ?? TYPICAL.near;
  const isElsewhere = evidence.narrowed === true && evidence.words < NARROWED_WORDS;
  const isAboutAnything = !isVague || (near >= NEAR_ENOUGH && evidence.information >= EMPTY);
  if (support >= STRONG && isAboutAnything && !isElsewhere) return 'strong';
  return support >= WEAK || isVague ? 'weak' : 'none';
}
