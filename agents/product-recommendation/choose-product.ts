import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { bestByWords, findReferences, listedFacts } from '../playbook/references.js';
import { sayNumbered } from '../playbook/say.js';
import { countAlike, tellingWords, wordSet } from '../playbook/words.js';
import { toSearchRequest } from './search-request.js';

/** How the question for the product is worded; the next turn recognises its answer by it. */
export const WHICH_PRODUCT = 'Which product do you mean?';

/** The product that is meant, or the move that finds out. */
export type ProductChoice = { productId: string; name: string } | { move: Move };

const ASPECTS =
  wordSet(`review reviews opinion opinions customers people users buyers feedback rating stars stock left sold details detail specs spec
  battery life weight loud noise size colour colours color colors price cost difference`);

/** Finds the one product that a request is about: by place or name in the last list, by "it", or by searching its words. */
export function chooseProduct(transcript: Transcript): ProductChoice {
  const words = tellingWords(transcript.request, ASPECTS);
  const named = bestByWords(
    transcript.facts.filter((fact) => fact.kind === 'product'),
    words,
  );
  const [pointed] = findReferences(transcript, 'product');
  const listed = listedFacts(transcript, 'product');
  if (pointed !== undefined) return { productId: pointed.id, name: pointed.label };
  if (named.length === 1 && named[0] !== undefined && countAlike(words, named[0].label) >= 2) {
    return { productId: named[0].id, name: named[0].label };
  }
  const searches = viewsOf<ProductSearchView>(transcript, 'search_products');
  const { query } = toSearchRequest(transcript.request);
  if (searches.length === 0) {
    const fault = sayFault(transcript, 'look that up');
    if (fault !== undefined) return { move: fault };
    if (query === undefined) return { move: askWhich(listed.map((fact) => fact.label)) };
    return { move: call('search_products', { query, limit: 4 }) };
  }
  return fromHits(
    searches.flatMap(({ view }) => view.hits),
    words,
  );
}

function fromHits(hits: ProductSearchView['hits'], words: readonly string[]): ProductChoice {
  const scored = hits.map((hit) => ({
    hit,
    score: countAlike(words, `${hit.name} ${hit.brand} ${hit.category}`),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const fitting = scored.filter(({ score }) => score === best && best > 0);
  const [first, ...others] = fitting;
  if (first === undefined) return { move: askWhich([]) };
  if (others.length === 0) return { productId: first.hit.productId, name: first.hit.name };
  return { move: askWhich(fitting.map(({ hit }) => hit.name)) };
}

function askWhich(names: readonly string[]): Move {
  if (names.length < 2)
    return { say: `${WHICH_PRODUCT} Its name, or what it is, is enough.`, outcome: 'needs-info' };
  return { say: `${WHICH_PRODUCT}\n\n${sayNumbered(names.slice(0, 5))}`, outcome: 'needs-info' };
}
