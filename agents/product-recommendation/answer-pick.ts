import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ComparisonView } from '../../tools/catalog/compare-products.js';
import { call, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { type Fact, listsOf } from '../playbook/references.js';
import { countAlike, namingWords, wordSet } from '../playbook/words.js';

type Candidate = ComparisonView['products'][number];

/** What a customer may want the most or the least of, first in the order in which `rank` puts products. */
interface Measure {
  words: RegExp;
  said: string;
  rank(product: Candidate): number;
}

const MEASURES: readonly Measure[] = [
  {
    words: /\b(?:cheap(?:est|er)|lowest[- ]price\w*|least expensive|less expensive|costs? (?:the )?least)\b/,
    said: 'cheapest',
    rank: ({ priceFrom }) => priceFrom.cents,
  },
  {
    words: /\b(?:(?:most|more) expensive|priciest|pricier|dearest|dearer|costs? (?:the )?most)\b/,
    said: 'most expensive',
    rank: ({ priceFrom }) => -priceFrom.cents,
  },
  {
    words: /\b(?:best|better|highest|higher|top)[- ](?:rated|ratings?|reviewed|reviews|stars)\b/,
    said: 'best rated',
    rank: ({ rating }) => -(rating?.average ?? 0),
  },
];
/** Speaks of what is on the table; "a cheaper one" and "anything cheaper" ask for something else. */
const DEFINITE =
  /\b(?:the|which|what|who)\b.*\b(?:cheap\w*|least|less|lowest|most|more|pric\w+|dear\w+|best|better|highest|higher|top)\b|\b(?:of|among|from) (?:these|those|them|the)\b/;
const RANGE = /\b(?:you|your|any|anything|something|else|a)\b/;
const GROUP = /\b(?:of|among|from|between) (?:these|those|them|the)\b/;
const NO_NAMES = wordSet(
  'cheap cheaper cheapest lowest price priced least less expensive most more priciest pricier dearest dearer best better highest higher top rated rating ratings reviewed reviews stars cost costs among between pick choose',
);
const MOST_COMPARED = 4;

/** The products of an earlier list of which a request wants the one with the most or least of something; undefined when it wants no such one. */
export function findPickable(transcript: Transcript): readonly Fact[] | undefined {
  const plain = transcript.request.toLowerCase();
  if (findMeasure(plain) === undefined || !DEFINITE.test(plain)) return undefined;
  if (!GROUP.test(plain) && RANGE.test(plain)) return undefined;
  const named = listsOf(transcript, 'product').filter((list) => list.length > 0);
  const lists = named.filter((list) => list.length > 1);
  const words = namingWords(transcript.request, NO_NAMES).filter(
    (word) => !/^\d+(?:st|nd|rd|th)?$/.test(word),
  );
  if (words.length === 0) return lists[0] ?? named[0];
  if (!GROUP.test(plain)) return undefined;
  return lists
    .map((list) => list.filter(({ label }) => countAlike(words, label) > 0))
    .find((list) => list.length > 1);
}

/** Says which of the products listed before is the cheapest, dearest or best rated one; with a place, the one at that place. */
export function answerPick(transcript: Transcript, among: readonly Fact[]): Move {
  const view = viewOf<ComparisonView>(transcript, 'compare_products');
  if (view === undefined) {
    const ids = among.slice(0, MOST_COMPARED).map(({ id }) => id);
    return (
      sayFault(transcript, 'compare these') ??
      call('compare_products', { product_ids: ids, aspects: ['price', 'rating'] })
    );
  }
  const measure = findMeasure(transcript.request.toLowerCase()) ?? MEASURES[0];
  const [place = 1] = findOrdinals(transcript.request);
  const sorted = view.products.toSorted(
    (left, right) => (measure?.rank(left) ?? 0) - (measure?.rank(right) ?? 0),
  );
  const picked = sorted.at(place > 0 ? place - 1 : place) ?? sorted[0];
  if (picked === undefined) return { say: 'I do not find these products any more.', outcome: 'answered' };
  const rating = picked.rating === null ? '' : `, ${picked.rating.average.toFixed(1)} of 5 stars`;
  const stock = picked.inStock ? 'in stock' : 'out of stock at the moment';
  return {
    say: `${sayPlace(place)}${measure?.said ?? ''} of these is **${picked.name}**, from ${picked.priceFrom.text}${rating}, ${stock}.`,
    outcome: 'answered',
  };
}

function findMeasure(plain: string): Measure | undefined {
  return MEASURES.find(({ words }) => words.test(plain));
}

function sayPlace(place: number): string {
  return place > 1 ? `Number ${place} by that: the ` : 'The ';
}
