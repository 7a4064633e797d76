import {
  type FollowUpStrength,
  followUpStrength,
  mannerOf,
  orderNumbersIn,
  speaksOfReturn,
  wordsOf,
} from './message-signals.js';
import { bestOf, type Reading, replyOf, SUPERVISOR } from './targets.js';

/** What was said before: the agent that spoke last, and the one that asked something. */
export interface RouteContext {
  lastAgent: string | null;
  awaiting: string | null;
}

/** How many times likelier a message is for an agent than its words alone say. */
const PRIOR = {
  /** It spoke last, and people stay with a matter. */
  continues: 1.5,
  /** It spoke last, and the words only make sense after what was said ("and the second one?"). */
  follows: 150,
  /** It spoke last, and the words point back at what was said ("is it the one that I saw"). */
  pointsBack: 8,
  /** It asked something. */
  answers: 10,
  /** It asked something, and these words report what went wrong, or are many. */
  saysMore: 3,
  /** It asked something, and this is what an answer looks like ("the lamp", "12 Rose Lane"). */
  isAnswer: 400,
} as const;
/** The same for orders when one is named, or something is to go back. */
const ORDER_NAMED = 6;
const ORDERS = 'order-management';
/** What an agent that the words do not speak of at all is taken to have. */
const LEAST = 0.01;

/** A reading of a text in its conversation: weighed by what was said before. Scores sum to 1 again. */
export function weighContext(reading: Reading, text: string, { lastAgent, awaiting }: RouteContext): Reading {
  const priors = new Map<string, number>();
  const orderNamed = orderNumbersIn(text).length > 0;
  if (orderNamed || speaksOfReturn(text)) priors.set(ORDERS, ORDER_NAMED);
  const previous = awaiting ?? lastAgent;
  if (previous !== null) {
    const free = awaiting === null && (orderNamed || isCourtesy(reading));
    const strength = free ? 'none' : strengthOf(reading, text, previous);
    const asked = awaiting === null ? 1 : PRIOR[mannerOfAnswer(text)];
    const prior = PRIOR.continues * (strength === 'none' ? 1 : PRIOR[strength]) * asked;
    priors.set(previous, Math.max(prior, priors.get(previous) ?? 0));
  }
  return weigh(reading, priors);
}

/** How likely it is that words are no business of the shop beside others that are for an agent, against words alone. */
const OUTSIDE_BESIDE = 0.4;
const SURE_OF_AGENT = 0.6;
const OUTSIDE = `${SUPERVISOR}/out-of-scope`;

/** The reading of one clause of several: a message that asks the shop for one thing rarely asks for another that is none of its business. */
export function weighBeside(readings: readonly Reading[], index: number): Reading | undefined {
  const reading = readings[index];
  const others = readings.filter((_, other) => other !== index).map(bestOf);
  const isAsked = others.some(({ target, score }) => replyOf(target) === undefined && score >= SURE_OF_AGENT);
  return reading && isAsked && reading.has(OUTSIDE)
    ? weigh(reading, new Map([[OUTSIDE, OUTSIDE_BESIDE]]))
    : reading;
}

const SURE_OF_COURTESY = 0.9;
const COURTESIES: readonly (string | undefined)[] = ['greeting', 'thanks', 'goodbye'];

/** Thanks and farewells, which need nobody who spoke before. */
function isCourtesy(reading: Reading): boolean {
  const { target, score } = bestOf(reading);
  return score >= SURE_OF_COURTESY && COURTESIES.includes(replyOf(target));
}

const SURELY_ELSEWHERE = 0.9;

const WORDS_OF_A_SENTENCE = 6;

/** What is clearly for somebody else, as a report ("it is blinking orange") or in a whole sentence ("which one is the cheapest lamp you sell"), points back at a thing, and not at who spoke last. */
function strengthOf(reading: Reading, text: string, previous: string): FollowUpStrength {
  const strength = followUpStrength(text);
  const { target, score } = bestOf(reading);
  const isElsewhere = target !== previous && replyOf(target) === undefined && score >= SURELY_ELSEWHERE;
  const isWhole = mannerOf(text) === 'reports' || wordsOf(text).length >= WORDS_OF_A_SENTENCE;
  return strength === 'follows' && isElsewhere && isWhole ? 'pointsBack' : strength;
}

const ANSWER_WORDS = 7;
const MANY_WORDS = 10;

function mannerOfAnswer(text: string): 'isAnswer' | 'answers' | 'saysMore' {
  if (looksLikeAnswer(text)) return 'isAnswer';
  return mannerOf(text) === 'reports' || wordsOf(text).length > MANY_WORDS ? 'saysMore' : 'answers';
}

/** Few words that neither ask for anything nor are a report of their own. */
function looksLikeAnswer(text: string): boolean {
  const manner = mannerOf(text);
  return (manner === 'names' || manner === 'tells') && wordsOf(text).length <= ANSWER_WORDS;
}

function weigh(reading: Reading, priors: ReadonlyMap<string, number>): Reading {
  const weighed = new Map(reading);
  for (const [agent, prior] of priors) {
    const { score, intent } = reading.get(agent) ?? { score: 0, intent: `${agent}/follow-up` };
    weighed.set(agent, { intent, score: Math.max(score, LEAST) * prior });
  }
  const total = [...weighed.values()].reduce((sum, { score }) => sum + score, 0);
  return new Map([...weighed].map(([target, one]) => [target, { ...one, score: one.score / total }]));
}
