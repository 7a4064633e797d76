import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { namesProduct } from '../playbook/product-nouns.js';
import { bestByWords, type Fact, findReferences, lastRequest, listedFacts } from '../playbook/references.js';
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
  battery life weight loud noise size colour colours color colors price cost difference compare cheapest priciest available availability accessory accessories supplies`);

const POINTS_AT_ONE = /\b(?:it|its|it's|that one|this one|the one|this|that)\b/i;

/** The products that a request points at; after a list, "it" is the one that the customer had asked for by its name. */
export function findProducts(transcript: Transcript): Fact[] {
  const pointed = findReferences(transcript, 'product', ASPECTS);
  if (pointed.length > 0) return pointed;
  const listed = listedFacts(transcript, 'product');
  if (listed.length === 1 && asksForVariant(transcript.request)) return listed;
  const namesNothing = namingWords(transcript.request, ASPECTS).length === 0;
  if (!namesNothing && !POINTS_AT_ONE.test(transcript.request)) return [];
  const asked = namingWords(lastRequest(transcript), ASPECTS);
  const named = bestByWords(listed, asked);
  return named.length === 1 ? named : [];
}

/** Whether a request names a colour or a size and nothing else ("and in black?"): one of the product in hand. */
export function asksForVariant(request: string): boolean {
  const { options, query, max_price, min_price } = toSearchRequest(request);
  const wantsOthers =
    /\b(?:any|anything|something|some|ones|others?|more|else|show|do you (?:have|sell) (?!it))\b/i;
  return (
    options !== undefined &&
    query === undefined &&
    (max_price ?? min_price) === undefined &&
    !wantsOthers.test(request)
  );
}

/**
 * Finds the one product that a request is about: by place or name in the last list, by "it", or by searching the words of
 * `text`, the part of the request that names it.
 */
export function chooseProduct(transcript: Transcript, text = transcript.request): ProductChoice {
  const words = namingWords(text, ASPECTS);
  const [known, ...more] = bestByWords(
    transcript.facts.filter((fact) => fact.kind === 'product'),
    words,
  );
  const isNamed = known !== undefined && more.length === 0 && countAlike(words, known.label) >= 2;
  const [pointed, ...others] = findProducts(transcript);
  const isPointed = pointed !== undefined && others.length === 0;
  // A name in full says more than "its" or one word in common with the last message.
  const namesBetter =
    isNamed && isPointed && countAlike(words, pointed.label) < countAlike(words, known.label);
  if (isPointed && !namesBetter) return { productId: pointed.id, name: pointed.label };
  if (isNamed) return { productId: known.id, name: known.label };
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
  const fitting = narrow(
    scored.filter(({ score }) => score === best && best > 0),
    { words, request: transcript.request },
  );
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

type Scored = { hit: ProductSearchView['hits'][number]; score: number };

/** Of equals, those whose category is named in full (a device rather than what goes with it), then those with the most words of the request. */
function narrow(
  equals: readonly Scored[],
  { words, request }: { words: readonly string[]; request: string },
): readonly Scored[] {
  const ofCategory = equals.filter(({ hit }) =>
    hit.category.split('-').every((part) => countAlike(words, part) > 0),
  );
  const left = ofCategory.length > 0 ? ofCategory : equals;
  const all = namingWords(request, ASPECTS);
  const most = Math.max(0, ...left.map(({ hit }) => countAlike(all, hit.name)));
  return left.filter(({ hit }) => countAlike(all, hit.name) === most);
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
