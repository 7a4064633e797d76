import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { namesProduct } from '../playbook/product-nouns.js';
import { bestByWords, findReferences, listedFacts } from '../playbook/references.js';
import { sayNumbered } from '../playbook/say.js';
import { countAlike, namingWords, wordSet } from '../playbook/words.js';
import { answerSearch } from './answer-search.js';
import { toSearchRequest } from './search-request.js';

/** How the question for the product is worded; the next turn recognises its answer by it. */
export const WHICH_PRODUCT = 'Which product do you mean?';

/** The product that is meant, or the move that finds out. */
export type ProductChoice = { productId: string; name: string } | { move: Move };

/** Words that ask for something of a product and never name one. */
export const ASPECTS =
  wordSet(`price prices much expensive weigh heavy long last review reviews opinion opinions customers people users buyers feedback rating stars stock left sold details detail specs spec
  battery life weight loud noise size colour colours color colors price cost difference compare available availability accessory accessories supplies`);

/**
 * Finds the one product that a request is about: by place or name in the last list, by "it", or by searching the words of
 * `text`, the part of the request that names it.
 */
export function chooseProduct(transcript: Transcript, text = transcript.request): ProductChoice {
  const [pointed, ...others] = findReferences(transcript, 'product', ASPECTS);
  if (pointed !== undefined && others.length === 0) return { productId: pointed.id, name: pointed.label };
  const words = namingWords(text, ASPECTS);
  const [known, ...more] = bestByWords(
    transcript.facts.filter((fact) => fact.kind === 'product'),
    words,
  );
  if (known !== undefined && more.length === 0 && countAlike(words, known.label) >= 2) {
    return { productId: known.id, name: known.label };
  }
  const listed = listedFacts(transcript, 'product');
  if (
    listed.length > 1 &&
    !namesProduct(transcript.request) &&
    countAlike(words, listed.map((fact) => fact.label).join(' ')) === 0
  ) {
    return { move: askWhich(listed.map((fact) => fact.label)) };
  }
  const searches = viewsOf<ProductSearchView>(transcript, 'search_products');
  const { query } = toSearchRequest(text);
  if (searches.length === 0) {
    const fault = sayFault(transcript, 'look that up');
    if (fault !== undefined) return { move: fault };
    if (query === undefined) return { move: askWhich(listed.map((fact) => fact.label)) };
    return { move: call('search_products', { query, limit: 5 }) };
  }
  return fromHits(
    transcript,
    searches.flatMap(({ view }) => view.hits),
    words,
  );
}

function fromHits(
  transcript: Transcript,
  hits: ProductSearchView['hits'],
  words: readonly string[],
): ProductChoice {
  const scored = hits.map((hit) => ({
    hit,
    score: countAlike(words, `${hit.name} ${hit.brand} ${hit.category.replaceAll('-', ' ')}`),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const fitting = scored.filter(({ score }) => score === best && best > 0);
  const [first, ...others] = fitting;
  // Words that name no product are a need: the list of what fits answers better than a question.
  if (first === undefined || !isDefinite(transcript.request)) {
    if (first !== undefined && others.length === 0)
      return { productId: first.hit.productId, name: first.hit.name };
    return { move: answerSearch(transcript) };
  }
  if (others.length === 0) return { productId: first.hit.productId, name: first.hit.name };
  return { move: askWhich(fitting.map(({ hit }) => hit.name)) };
}

/** Whether a request speaks of one product that it takes for known. */
function isDefinite(request: string): boolean {
  return /\b(?:the|this|that|my|your|its?)\b/i.test(request);
}

function askWhich(names: readonly string[]): Move {
  if (names.length < 2)
    return { say: `${WHICH_PRODUCT} Its name, or what it is, is enough.`, outcome: 'needs-info' };
  return { say: `${WHICH_PRODUCT}\n\n${sayNumbered(names.slice(0, 5))}`, outcome: 'needs-info' };
}
