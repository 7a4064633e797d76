import type { Move, Transcript } from '../../models/local/playbook.js';
import type { KnowledgeView } from '../../tools/support/search-knowledge.js';
import { callsOf, viewsOf } from '../playbook/calls.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { isProductNoun } from '../playbook/product-nouns.js';
import { showPassage } from '../playbook/show-passage.js';
import { countAlike, tellingWords, wordsOf } from '../playbook/words.js';

/** What makes a question one about the shop's rules and not about something bought. */
const RULES =
  /\b(?:polic(?:y|ies)|rules?|conditions?|in general|generally|usually|normally|typically|how (?:long|many days|many weeks|much time)|until when|till when|time ?frame|time limit|return period|how much (?:is|are|does|do) (?:the )?(?:shipping|delivery|postage|a delivery)|do you charge|days|weeks|deadline|window|right to|allowed|(?:shipping|delivery|return|cancellation|restocking)s? (?:costs?|fees?|charges?|options?|methods?|times?|areas?)|costs? of|fees?|free (?:shipping|delivery|returns?)|pa(?:y|yment) (?:methods?|options?)|methods of payment|accept|countries|abroad|international(?:ly)?|overseas|how (?:do|can|could|would) (?:i|we) pay|guarantee|do you (?:ship|deliver|offer|accept|take|charge|refund)|part of the refund|business days)\b/i;
const QUESTION =
  /\?|^\W*(?:and |so |but )?(?:how|what|which|when|is|are|do|does|can|could|may|who|for how|until|within|tell me|explain)\b/i;
const PERSONAL =
  /\b(?:my|mine|our|i (?:bought|ordered|got|received|returned|sent|paid|have|had|was|am)|i've|i'm|it|its|this|that one|this one|yesterday|last (?:week|month))\b/i;

/** Whether a request asks how the shop does things, and names and points at nothing that was bought. */
export function asksForRules(request: string): boolean {
  return QUESTION.test(request) && RULES.test(request) && !isPersonal(request);
}

/** Whether a request is about something that was bought or spoken of, and so not about the rules as such. */
export function isPersonal(request: string): boolean {
  const own = request.replaceAll(
    /\b(?:do|would|will|can|could|may|must|should|have) i (?:still )?(?:have|got|get)\b|\bif i\b/gi,
    ' ',
  );
  return PERSONAL.test(own) || findOrderNumbers(request).length > 0 || namesKnownThing(request);
}

const KNOWN = /\b(?:the|those|these|that) (?:[\p{L}-]+ )?([\p{L}-]+)/giu;

/** Things of the shop, and of other matters, too. */
const AMBIGUOUS = new Set(['bank', 'case', 'storage', 'memory', 'bag', 'bags']);

/** A thing with "the" is one that was bought ("how long have I got to send the headphones back"). */
function namesKnownThing(request: string): boolean {
  return [...request.matchAll(KNOWN)].some(([words]) =>
    wordsOf(words).some((word) => isProductNoun(word) && !AMBIGUOUS.has(word)),
  );
}

/** Answers from the shop's policies and common questions, with the citation; undefined when they do not say. */
export function answerRules(transcript: Transcript): Move | undefined {
  if (callsOf(transcript, 'search_knowledge').length === 0) {
    const query = inWordsOfRules(transcript.request).slice(0, 400);
    return { calls: ['policy', 'faq'].map((kind) => ({ tool: 'search_knowledge', args: { query, kind } })) };
  }
  const found = viewsOf<KnowledgeView>(transcript, 'search_knowledge').map(({ view }) => view);
  const strong = found
    .filter(({ evidence }) => evidence === 'strong')
    .flatMap(({ chunks }) => chunks.slice(0, 3));
  const [best] = byTitle(strong, transcript.request);
  if (best === undefined) return undefined;
  return { say: showPassage(best, transcript.request), outcome: 'answered' };
}

/** What customers say in words of their own, and what the documents call it. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:send|sent|sending|give|given|giving|bring|take|hand)\w*\b.{0,30}\bback\b/i, 'return'],
  [
    /\b(?:until|till|by) when\b|\btime ?frame\b|\btime limit\b|\bhow long\b.{0,40}\b(?:return|back\b)/i,
    'days for returns',
  ],
  [
    /\b(?:ship|deliver|send|post)\b.{0,20}\bto (?!my|me|the|an?\b|us|work|home|our)\p{L}/iu,
    'addresses, other countries, abroad, international',
  ],
  [/\b(?:charge|cost|fee|much)\b.*\b(?:ship\w*|deliver\w*|postage)\b/i, 'shipping costs'],
];

function inWordsOfRules(request: string): string {
  const added = CALLED.filter(([pattern]) => pattern.test(request)).map(([, words]) => words);
  return [request, ...added].join(' ');
}

type Chunk = KnowledgeView['chunks'][number];

/** Passages that score this near to the best one are taken for as good as it. */
const NEAR = 0.8;

/** The best first; among those about as good, the one whose document is named by the words of the question. */
function byTitle(chunks: readonly Chunk[], request: string): Chunk[] {
  const words = tellingWords(request);
  const best = Math.max(0, ...chunks.map(({ score }) => score));
  const rank = (chunk: Chunk): number =>
    chunk.score >= best * NEAR ? chunk.score + 0.1 * best * countAlike(words, chunk.title) : chunk.score;
  return chunks.toSorted((left, right) => rank(right) - rank(left));
}
