import type { KnowledgeKind } from '../../knowledge/retriever.js';
import type { Move, Transcript } from '../../models/local/playbook.js';
import type { DocumentView } from '../../tools/support/get-document.js';
import type { KnowledgeView } from '../../tools/support/search-knowledge.js';
import { call, callsOf, viewOf, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll, sayNumbered } from '../playbook/say.js';
import { documentOf, headingOf, type Passage, referencesIn, showPassage } from '../playbook/show-passage.js';
import { countAlike, tellingWords } from '../playbook/words.js';
import { startGuide } from './diagnosis.js';
import { findProductCategory, sayCategory } from './product-words.js';
import { countSameSymptoms } from './same-symptom.js';
import { showWhole } from './show-whole.js';
import { ownedThings } from './subject.js';

/** What is looked for, and how the answer closes. */
export interface KnowledgeQuestion {
  query: string;
  product?: string | undefined;
  kinds: readonly (KnowledgeKind | undefined)[];
  closing: string;
  /** A guide is walked through step by step where it has steps. */
  stepwise?: boolean;
}

type Chunk = KnowledgeView['chunks'][number];

/** How the question for the product is worded; the next turn recognises its answer by it. */
export const WHICH_PRODUCT = 'Which product is it about, and what exactly do you see?';
/** How the choice between guides is worded. */
export const WHICH_GUIDE = 'Is it one of these?';

/**
 * Answers from passages and cites them: strong evidence is shown, weak evidence asks which guide or product is meant,
 * none says so. A summary is followed by the section that it leads to.
 */
export function answerFromKnowledge(transcript: Transcript, question: KnowledgeQuestion): Move {
  const searches = viewsOf<KnowledgeView>(transcript, 'search_knowledge');
  if (callsOf(transcript, 'search_knowledge').length === 0) return search(question, question.product);
  if (searches.length === 0) return sayFault(transcript, 'look that up') ?? abstain();
  const narrow = bestOf(searches);
  if (narrow.evidence !== 'strong' && question.product !== undefined && !searchedWide(searches)) {
    return search(question, undefined);
  }
  if (narrow.evidence === 'strong' && !isAboutOther(question, narrow.chunks[0])) {
    return showAnswer(transcript, question, narrow.chunks);
  }
  return narrow.evidence === 'none' ? abstain(question) : askBack(question, knowing(question, narrow.chunks));
}

function search({ query, kinds }: KnowledgeQuestion, product: string | undefined): Move {
  return {
    calls: kinds.map((kind) => ({
      tool: 'search_knowledge',
      args: {
        query: query.slice(0, 400),
        ...(product === undefined ? {} : { product }),
        ...(kind === undefined ? {} : { kind }),
      },
    })),
  };
}

function searchedWide(searches: readonly { args: Record<string, unknown> }[]): boolean {
  return searches.some(({ args }) => args['product'] === undefined);
}

/** A passage for a device that the question does not name is a guess, however many words it shares. */
function isAboutOther({ query, product }: KnowledgeQuestion, top: Chunk | undefined): boolean {
  if (product !== undefined || top === undefined) return false;
  const owned = ownedThings(query);
  if (owned.length > 0 && countAlike(owned, `${top.title} ${top.text}`) === 0) return true;
  if (top.product === null) return false;
  const words = tellingWords(query);
  return countAlike(words, sayCategory(top.product)) === 0 && countAlike(words, documentOf(top)) < 2;
}

/** The passages that know what the customer calls their own; all of them when the product is known or nothing is called so. */
function knowing({ query, product }: KnowledgeQuestion, chunks: readonly Chunk[]): readonly Chunk[] {
  const owned = ownedThings(query);
  if (product !== undefined || owned.length === 0) return chunks;
  return chunks.filter(({ title, text }) => countAlike(owned, `${title} ${text}`) > 0);
}

const BANDS = ['none', 'weak', 'strong'] as const;

function bestOf(searches: readonly { view: KnowledgeView }[]): KnowledgeView {
  return searches
    .map(({ view }) => view)
    .reduce((best, view) => {
      const better = BANDS.indexOf(view.evidence) - BANDS.indexOf(best.evidence);
      const higher = (view.chunks[0]?.score ?? 0) > (best.chunks[0]?.score ?? 0);
      return better > 0 || (better === 0 && higher) ? view : best;
    });
}

function showAnswer(transcript: Transcript, question: KnowledgeQuestion, chunks: readonly Chunk[]): Move {
  const top = bestAnswer(chunks, question.query);
  if (top === undefined) return abstain(question);
  if (question.stepwise === true && top.kind === 'guide') {
    const lead = withoutSafety(top, chunks);
    const first = startGuide(transcript, { guide: lead.documentId, ...beginning(lead, question.query) });
    if (first !== undefined) return first;
  }
  const document = viewOf<DocumentView>(transcript, 'get_document');
  if (document === undefined && callsOf(transcript, 'get_document').length === 0 && leadsOn(top)) {
    return call('get_document', { id: top.documentId });
  }
  const next = document === undefined ? undefined : nextSection(top, document, question.query);
  const closing = top.kind === 'guide' ? question.closing : '';
  const parts = [
    showWhole(top, question.query),
    next === undefined ? '' : `**${headingOf(next)}**\n\n${showPassage(next, question.query)}`,
  ];
  return { say: sayAll([...parts, closing], '\n\n'), outcome: 'answered' };
}

const SAFETY = /\b(?:stop (?:first|at once)|safety)\b/i;

/** When to stop is told by a hazard; a trouble begins with another passage of that guide, if one was found. */
function withoutSafety(top: Chunk, chunks: readonly Chunk[]): Chunk {
  if (!SAFETY.test(top.title)) return top;
  return chunks.find(({ documentId, title }) => documentId === top.documentId && !SAFETY.test(title)) ?? top;
}

/** A passage with steps says which part of its guide fits; any other is what is told before the choice of a part. */
function beginning(top: Chunk, query: string): { symptom: string; summary: string } {
  return hasSteps(top)
    ? { symptom: headingOf(top), summary: '' }
    : { symptom: query, summary: showPassage(top, query) };
}

/** Passages that score this near to the best one are taken for as good as it. */
const NEAR = 0.95;

/** The passages with those first whose title names the customer's very symptom, among the ones that score about the same. */
function bySymptom(chunks: readonly Chunk[], query: string): Chunk[] {
  const least = (chunks[0]?.score ?? 0) * NEAR;
  const symptoms = ({ score, title }: Chunk) => (score >= least ? countSameSymptoms(query, title) : -1);
  return chunks.toSorted((left, right) => symptoms(right) - symptoms(left));
}

/** The best passage; to a question for a number, the best of the first three that has one. */
function bestAnswer(found: readonly Chunk[], query: string): Chunk | undefined {
  const chunks = bySymptom(found, query);
  const asksForNumber =
    /\bhow (?:much|many|long|fast|soon)\b|\b(?:costs?|charge|fees?|prices?|until when|days)\b/i.test(query);
  const [best, ...others] = chunks.slice(0, 3);
  const numbered = [best, ...others].find(
    (chunk) => chunk !== undefined && /\d/.test(chunk.text) && chunk.kind === best?.kind,
  );
  return asksForNumber ? (numbered ?? best) : best;
}

/** A passage of a guide that has no steps itself is followed by the one that has. */
function leadsOn(chunk: Chunk): boolean {
  return chunk.kind === 'guide' && (referencesIn(chunk.text).length > 0 || !hasSteps(chunk));
}

function hasSteps({ text }: Pick<Passage, 'text'>): boolean {
  return /^\s*1\.\s/m.test(text);
}

/** The section that a passage sends to by name, or the one that shares the most words with the request. */
function nextSection(top: Chunk, document: DocumentView, query: string): Passage | undefined {
  const shown = showPassage(top, query);
  const named = referencesIn(shown)
    .map((heading) =>
      document.sections.find((section) => headingOf(section).toLowerCase() === heading.toLowerCase()),
    )
    .find((section) => section !== undefined && section.id !== top.id);
  if (named !== undefined) return named;
  if (hasSteps(top)) return undefined;
  const words = tellingWords(query);
  const at = document.sections.findIndex((section) => section.id === top.id);
  const scored = document.sections
    .map((section, index) => ({
      section,
      score:
        2 * countAlike(words, headingOf(section)) +
        countAlike(words, section.text) -
        Math.abs(index - at) / 10,
    }))
    .filter(({ section }) => section.id !== top.id && hasSteps(section));
  return scored.sort((left, right) => right.score - left.score)[0]?.section;
}

function askBack(question: KnowledgeQuestion, chunks: readonly Chunk[]): Move {
  const { product, kinds } = question;
  const titles = [...new Set(chunks.map(documentOf))].slice(0, 3);
  if (titles.length === 0) return abstain(question);
  if (!kinds.includes(undefined)) {
    return {
      say: sayAll([`I find nothing that answers exactly that. ${WHICH_GUIDE}`, sayNumbered(titles)], '\n\n'),
      outcome: 'needs-info',
    };
  }
  if (product === undefined && titles.length < 2) {
    return { say: `I am not sure that I have the right guide yet. ${WHICH_PRODUCT}`, outcome: 'needs-info' };
  }
  const about = product === undefined ? '' : ` for your ${sayCategory(product)}`;
  const otherwise = 'If not, tell me the product and what you see.';
  return {
    say: sayAll(
      [`I am not sure which guide${about} fits. ${WHICH_GUIDE}`, sayNumbered(titles), otherwise],
      '\n\n',
    ),
    outcome: 'needs-info',
  };
}

function abstain(question?: KnowledgeQuestion): Move {
  const product =
    question?.product ?? (question === undefined ? undefined : findProductCategory(question.query));
  return {
    say: `I find nothing in our guides about that${product === undefined ? '' : ` for your ${sayCategory(product)}`}, and I do not want to guess. ${PERSON_OFFER} who knows more?`,
    outcome: 'needs-info',
  };
}
