import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ComparisonView } from '../../tools/catalog/compare-products.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, callsOf, viewOf, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { findReferences, listedFacts, listsOf } from '../playbook/references.js';
import { sayAll, sayList } from '../playbook/say.js';
import { countAlike, namingWords, wordSet } from '../playbook/words.js';

/** How the question for what to compare is worded; the next turn recognises its answer by it. */
export const WHICH_TWO = 'Which two products shall I compare?';

const COMPARING = wordSet(
  'compare comparison comparing versus vs difference differences differ better worse pros cons side decide pick choose contrast both pro mine',
);
const MOST_ROWS = 7;

/** Puts products side by side: those of the last list by place or all of them, or those that the request names. */
export function answerCompare(transcript: Transcript): Move {
  const comparison = viewOf<ComparisonView>(transcript, 'compare_products');
  if (comparison !== undefined) return { say: sayComparison(comparison), outcome: 'answered' };
  if (callsOf(transcript, 'compare_products').length > 0)
    return sayFault(transcript, 'compare these') ?? askWhich();
  const listed = listedChoice(transcript);
  if (listed.length > 1) return call('compare_products', { product_ids: listed.slice(0, 4) });
  const parts = namedParts(transcript.request);
  const searches = viewsOf<ProductSearchView>(transcript, 'search_products');
  if (searches.length === 0) {
    if (parts.length < 2)
      return parts[0] === undefined ? askWhich() : call('search_products', { query: parts[0], limit: 2 });
    return (
      sayFault(transcript, 'compare these') ?? {
        calls: parts.slice(0, 4).map((query) => ({ tool: 'search_products', args: { query, limit: 3 } })),
      }
    );
  }
  const ids =
    parts.length < 2 ? (searches[0]?.view.hits ?? []).map((hit) => hit.productId) : bestOfEach(searches);
  const distinct = [...new Set([...listed, ...ids])];
  return distinct.length > 1 ? call('compare_products', { product_ids: distinct.slice(0, 4) }) : askWhich();
}

function askWhich(): Move {
  return { say: `${WHICH_TWO} Their names are enough.`, outcome: 'needs-info' };
}

function listedChoice(transcript: Transcript): string[] {
  const last = listedFacts(transcript, 'product');
  // "Compare them" after words about one of them means the list before.
  const listed =
    last.length === 1 && /\b(?:them|these|those|both|the two|all)\b/i.test(transcript.request)
      ? (listsOf(transcript, 'product').find((list) => list.length > 1) ?? last)
      : last;
  const places = findOrdinals(transcript.request);
  const byPlace = findReferences(transcript, 'product', COMPARING)
    .slice(0, places.length)
    .map((fact) => fact.id);
  const alone = places.length === 1 && listed.length === 1 ? listed.map((fact) => fact.id) : [];
  if (byPlace.length + alone.length > 1) return [...alone, ...byPlace];
  if (byPlace.length === 1 && listed.length === 2) return listed.map((fact) => fact.id);
  const words = namingWords(transcript.request, COMPARING);
  const byName = listed.filter((fact) => countAlike(words, fact.label) > 0).map((fact) => fact.id);
  if (byName.length > 1) return byName;
  const pointing = /\b(?:these|those|them|both|two|three|all|of them|side by side|which one|it|each)\b/i.test(
    transcript.request,
  );
  if (words.length === 0 || (pointing && byName.length === 0))
    return listed.map((fact) => fact.id).slice(0, /\bboth|two\b/i.test(transcript.request) ? 2 : 4);
  return [...byPlace, ...byName];
}

function namedParts(request: string): string[] {
  return request
    .split(/\b(?:and|vs\.?|versus|or|with|to|against|between|than)\b|[,/&]/i)
    .map((part) => namingWords(part, COMPARING).join(' '))
    .filter((part) => part !== '');
}

function bestOfEach(
  searches: readonly { args: Record<string, unknown>; view: ProductSearchView }[],
): string[] {
  const taken = new Set<string>();
  for (const { args, view } of searches) {
    const words = namingWords(String(args['query'] ?? ''));
    const scored = view.hits
      .filter((hit) => !taken.has(hit.productId))
      .map((hit, index) => ({ hit, score: countAlike(words, `${hit.name} ${hit.category}`) - index / 10 }));
    const best = scored.sort((left, right) => right.score - left.score)[0];
    if (best !== undefined) taken.add(best.hit.productId);
  }
  return [...taken];
}

function sayComparison(view: ComparisonView): string {
  const names = view.products.map((product) => product.name);
  const rows = view.rows.filter((row) => !row.same).slice(0, MOST_ROWS);
  const lines = rows.map(
    (row) =>
      `- ${row.aspect.replaceAll('_', ' ')}: ${row.values.map((value, index) => `${names[index]} ${value ?? 'not said'}`).join('; ')}`,
  );
  const nameOf = (id: string | null) => view.products.find((product) => product.productId === id)?.name;
  const cheapest = nameOf(view.cheapest);
  const best = nameOf(view.bestRated);
  return sayAll(
    [
      `${sayList(names)} differ in this:`,
      lines.join('\n'),
      sayAll([
        cheapest !== undefined && `Cheapest: ${cheapest}.`,
        best !== undefined && `Best rated: ${best}.`,
      ]),
    ],
    '\n\n',
  );
}
