import type { Group } from './group.js';
import { followUpStrength, mannerOf, wordsOf } from './message-signals.js';
import type { Clause } from './split-clauses.js';
import { replyOf } from './targets.js';

/** Clauses for different targets are different requests when both are this sure: after a full stop, an "and", a mere comma. */
const SURE_APART = {
  added: 0.35,
  hard: 0.35,
  line: 0.35,
  soft: 0.6,
  slash: 0.6,
  comma: 0.8,
  start: 1,
} as const;
/** Two clauses in a row that only report are often one story, and a matter out of scope is often only its background. */
const SURE_OF_STORY = 0.65;
/** Two matters of one agent are told apart only when both are this sure. */
const SURE_OF_KIND = 0.8;
/** So sure that neither brevity nor a word that points back makes it part of what was said before. */
const SURELY_OWN = 0.9;
/** Requests that a fault told before is the reason for. */
const TAKES_REASON =
  /\/(?:return-item|exchange-item|return-rules|cancel-order|warranty|repair|refund-status|complaint|report-problem)$/;
/** Lines of fewer words, sent one after the other, are pieces of one sentence. */
export const WORDS_OF_A_LINE = 3;

/** Whether what follows another group is a request of its own, as far as what separates them and both readings tell. */
export function areApart(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  if (isSmallTalk(next) || isBare(next) || isBare(previous)) return false;
  const surest = Math.min(previous.score, next.score);
  if (boundary !== 'added') {
    if (isFragment(previous, next, boundary) || leansOn(next, boundary)) return false;
    if (isDetail(previous, next) || isBareWish(previous, next) || isStory(previous, next)) return false;
    if (isForPerson(previous, next)) return false;
    if (isBackground(previous, next)) return isBackgroundOfNext(previous, next, boundary);
  }
  if (previous.target !== next.target) return surest >= sureApart(previous, next, boundary);
  const otherOrder =
    previous.orders.length > 0 && next.orders.some((order) => !previous.orders.includes(order));
  const otherMatter =
    isStrong(boundary) &&
    previous.intent !== next.intent &&
    surest >= SURE_OF_KIND &&
    next.target !== 'troubleshooting';
  return otherOrder || otherMatter;
}

/** Words that ask for nothing; a question out of scope and the wish for a person do ask, and get an answer of their own. */
export function isSmallTalk({ target }: Group): boolean {
  const reply = replyOf(target);
  return reply !== undefined && reply !== 'out-of-scope' && reply !== 'person';
}

/** Nothing but an order number, maybe with the word for it. */
export function isBare({ text, orders }: Group): boolean {
  const others = wordsOf(text).filter((word) => !/\d/.test(word) && !NUMBER_WORDS.has(word));
  return orders.length > 0 && others.length === 0;
}

const NUMBER_WORDS = new Set(['and', 'sb', 'order', 'the', 'my', 'number', 'no', 'nr']);

/** Whether a group leans on what was said before it too much to say whose both are. */
export function leansBack(group: Group): boolean {
  const ownQuestion = group.manner === 'asks' && group.score >= SURELY_OWN;
  return saysNothingAlone(group) || (!ownQuestion && pointsBack(group));
}

/** Whether a group points back at what was said before it, other than as a request that the former is the reason for. */
function pointsBack({ text, intent }: Group): boolean {
  return !TAKES_REASON.test(intent) && followUpStrength(text) !== 'none';
}

/** A thing without anything that is said of it, whatever mark is at its end ("the Dash vacuums?"). */
export function isOnlyNamed({ text, orders }: Group): boolean {
  return orders.length === 0 && mannerOf(text.replace(/\W+$/, '')) === 'names';
}

function isStrong(boundary: Clause['boundary']): boolean {
  return boundary !== 'soft' && boundary !== 'slash' && boundary !== 'comma';
}

function sureApart(previous: Group, next: Group, boundary: Clause['boundary']): number {
  if (boundary === 'added' || (isStrong(boundary) && previous.manner === 'asks' && next.manner === 'asks')) {
    return SURE_APART[boundary];
  }
  const story = previous.manner === 'reports' && next.manner === 'reports';
  const outside = [previous, next].some(({ target }) => replyOf(target) === 'out-of-scope');
  return story || outside ? Math.max(SURE_OF_STORY, SURE_APART[boundary]) : SURE_APART[boundary];
}

/** What is told after a sentence that asked, and is surely about something else, waits for what comes after it. */
function isBackgroundOfNext(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  return (
    boundary === 'hard' &&
    next.manner === 'tells' &&
    previous.manner !== 'tells' &&
    previous.target !== next.target &&
    Math.min(previous.score, next.score) >= SURE_OF_STORY
  );
}

/** A sentence with a subject of its own, whatever it points back at besides ("the scale from the last order shows an error"). */
const OWN_SUBJECT = /^(?:my|our|the) (?!(?:first|second|third|last|other|latest|same|one)\b)\p{L}+/iu;

/** Words of which none says what it is about ("how to do it?", "is that possible?"). */
const PRO_FORM =
  /^(?:\W*\b(?:so|and|but|please|how|what|when|where|why|can|could|would|should|will|do|does|did|done|doing|is|are|be|to|i|we|you|me|still|now|even|possible|ever|just|about|go|it|that|this|them|make|happen|handle|arrange|mean|if|then)\b)+\W*$/i;

/** What says once more what was meant ("the phone number I mean"). */
const APPOSITION = /^(?:i mean|that is|namely)\b|\bi mean\W*$/i;

/** How the answer to something else is wanted ("explain it in detail", "please be quick"). */
const MANNER_OF_ANSWER =
  /^\W*(?:(?:and|but|so|just|please|kindly|can you|could you)\b\W*)*(?:(?:tell me|explain|answer|reply|respond|describe|keep|make|be|do|say)\b(?: (?:it|that|this|so|me|to me|all|everything|more))*\W+)?(?:at length|in (?:full |more |great |every )?details?|briefly|in (?:brief|short)|shortly|short|brief|quick(?:ly)?|fast|simpl[ey]|step by step|as (?:short|brief|quick|fast|simple|detailed|soon) as (?:possible|you can)|exact(?:ly)?|precise(?:ly)?|specific|honest(?:ly)?|thorough(?:ly)?|in (?:plain|simple|easy) (?:words|terms|english|language)|in (?:one|two|a few) (?:sentences?|words?|lines?))(?:\W+(?:please|thanks|thank you))?\W*$/i;

function saysNothingAlone({ text }: Group): boolean {
  return PRO_FORM.test(text) || APPOSITION.test(text) || MANNER_OF_ANSWER.test(text);
}

/** What is said of the order just named, to the same agent: no question of its own, or one that points back at a statement. */
function isDetail(previous: Group, next: Group): boolean {
  if (previous.target !== next.target && next.score >= SURE_OF_KIND) return false;
  if (previous.orders.length === 0 || next.orders.length > 0 || isQuestion(previous)) return false;
  return isQuestion(next) ? followUpStrength(next.text) !== 'none' : previous.target === next.target;
}

function isQuestion({ text }: Group): boolean {
  return text.trimEnd().endsWith('?');
}

/** What went wrong with the order just named, told on with the thing as its subject ("the whole thing is cracked"). */
function isStory(previous: Group, next: Group): boolean {
  return (
    previous.orders.length > 0 &&
    next.orders.length === 0 &&
    previous.manner === 'reports' &&
    next.manner === 'reports' &&
    /^\W*(?:the (?:whole|entire|thing|item|box|parcel|package|content)|it|its|they|everything|nothing|something|one of|inside)\b/i.test(
      next.text,
    )
  );
}

/** A complaint beside the wish for a person is what that person is told. */
function isForPerson(previous: Group, next: Group): boolean {
  return (wantsPerson(previous) && isComplaint(next)) || (isComplaint(previous) && wantsPerson(next));
}

function wantsPerson(group: Group): boolean {
  return replyOf(group.target) === 'person' && !isComplaint(group);
}

function isComplaint({ intent }: Group): boolean {
  return intent.endsWith('/complaint');
}

/** A wish for what sets a trouble right that names no thing of its own ("I want a replacement") is about the trouble just told. */
const BARE_WISH =
  /^\W*(?:(?:please|so|now|i|we|you|would|could|can|want|need|demand|expect|like|to|get|have|give|send|me|us|just|a|an|the|my|some|full|new|this|that|it|be|for|should|deserve)\W+)*(?:replacement|refund|exchange|money back|compensation|new one|another one|working one|one that works|noted|recorded|put on record|fixed|repaired)(?:\W+(?:please|for (?:it|that|this)|now|then|instead|as compensation))*\W*$/i;

function isBareWish(previous: Group, next: Group): boolean {
  return previous.manner === 'reports' && next.orders.length === 0 && BARE_WISH.test(next.text);
}

/** Words that only make sense after those before them, and in the same sentence what points back ("back to my order, when does it arrive?"). */
function leansOn(next: Group, boundary: Clause['boundary']): boolean {
  if (saysNothingAlone(next)) return true;
  if (isStrong(boundary) || next.score >= SURELY_OWN || !pointsBack(next)) return false;
  return next.manner !== 'reports' || !OWN_SUBJECT.test(next.text);
}

/** What only tells how things are; and what is told before a request that points back at it ("it broke. Can I return it?"). */
function isBackground(previous: Group, next: Group): boolean {
  if (previous.manner === 'tells' || next.manner === 'tells') return true;
  if (previous.manner !== 'reports' || !TAKES_REASON.test(next.intent)) return false;
  if (next.manner === 'reports' && next.target !== previous.target && next.score >= SURELY_OWN) return false;
  return followUpStrength(next.text) !== 'none' || isReasonFor(previous, next);
}

/** A report of an order's trouble before a wish that names no order of its own: what the wish is about was just said. */
function isReasonFor(previous: Group, next: Group): boolean {
  return previous.orders.length > 0 && next.orders.length === 0 && next.manner === 'asks';
}

function isFragment(previous: Group, next: Group, boundary: Clause['boundary']): boolean {
  const short = ({ text }: Group): boolean => wordsOf(text).length < WORDS_OF_A_LINE;
  if (boundary === 'comma') return short(next) || isOnlyNamed(next);
  if (boundary === 'slash') return wordsOf(next.text).length < 2;
  if (boundary === 'soft')
    return short(next) || (previous.manner === 'asks' && isOnlyNamed(next) && next.score < SURE_OF_KIND);
  const vague = [previous, next].some((group) => short(group) && group.score < SURELY_OWN);
  return boundary === 'line' && vague;
}
