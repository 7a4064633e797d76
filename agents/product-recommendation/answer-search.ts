import type { Move, Transcript } from '../../models/local/playbook.js';
import type { CategoryListView } from '../../tools/catalog/list-categories.js';
import type { ProductHit } from '../../tools/catalog/product-view.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { isProductNoun, namesProduct } from '../playbook/product-nouns.js';
import { lastReply, listedFacts } from '../playbook/references.js';
import { sayAll, sayList } from '../playbook/say.js';
import { countAlike, isLike } from '../playbook/words.js';
import { productsForInterest } from './interests.js';
import { sayHits } from './say-products.js';
import { isColour, type SearchRequest, toSearchRequest } from './search-request.js';

/** How the question for more detail is worded; the next turn recognises its answer by it. */
export const WHAT_KIND = 'What kind of product are you looking for';

/** Searches the catalog and says what fits, what comes closest, or that there is nothing. */
export function answerSearch(
  transcript: Transcript,
  search: SearchRequest = toSearchRequest(transcript.request),
): Move {
  const found = viewOf<ProductSearchView>(transcript, 'search_products');
  if (found === undefined) {
    if (isEmpty(search))
      return { say: `${WHAT_KIND}, and is there a price you have in mind?`, outcome: 'needs-info' };
    return sayFault(transcript, 'search the catalog') ?? call('search_products', { ...search });
  }
  if (found.hits.length > 0) return sayFound(found, mostMatching(inCategory(found.hits, search)), search);
  if (found.near.length > 0) {
    return {
      say: sayAll(['Nothing in the shop fits all of that. This comes closest:', sayHits(found.near)], '\n\n'),
      outcome: 'answered',
    };
  }
  return sayNothing(transcript, search);
}

function isEmpty(search: SearchRequest): boolean {
  return (
    search.query === undefined &&
    search.max_price === undefined &&
    search.options === undefined &&
    search.sort === undefined
  );
}

/** When the search names a category in full, what only goes with it is left out. */
function inCategory(hits: readonly ProductHit[], { query = '' }: SearchRequest): readonly ProductHit[] {
  const words = query.split(' ');
  const named = hits.filter((hit) =>
    hit.category.split('-').every((part) => words.some((word) => isLike(word, part))),
  );
  return named.length > 0 ? named : hits;
}

/** Drops hits that share clearly fewer words with the search than the best ones do. */
function mostMatching(hits: readonly ProductHit[]): readonly ProductHit[] {
  const counted = hits.map((hit) => ({ hit, count: (hit.why[0] ?? '').match(/"[^"]+"/g)?.length ?? 0 }));
  const best = Math.max(...counted.map(({ count }) => count));
  const top = counted.filter(({ count }) => count === best);
  const kept = top.length > 1 || best < 2 ? top : counted.filter(({ count }) => count >= best - 1);
  return kept.slice(0, 4).map(({ hit }) => hit);
}

function sayFound(found: ProductSearchView, hits: readonly ProductHit[], search: SearchRequest): Move {
  const texts = hits.map(
    (hit) => `${hit.name} ${hit.description} ${hit.items.map((item) => item.options).join(' ')}`,
  );
  const unmatched = found.unmatchedWords.filter((word) =>
    texts.every((text) => countAlike([word], text) === 0),
  );
  const missing =
    unmatched.length === 0 || search.query === undefined
      ? ''
      : `I find nothing that says "${unmatched.join('", "')}".`;
  const [, ...others] = hits;
  const head = `${missing === '' ? 'This is what fits' : 'This comes close'}:`;
  const tail = others.length > 0 ? 'I can tell you more about one of them, or compare two.' : '';
  return { say: sayAll([sayAll([missing, head]), sayHits(hits), tail], '\n\n'), outcome: 'answered' };
}

function sayNothing(transcript: Transcript, { query }: SearchRequest): Move {
  const categories = viewOf<CategoryListView>(transcript, 'list_categories');
  if (categories === undefined) return call('list_categories');
  const names = categories.categories.slice(0, 12).map(({ category }) => category.replaceAll('-', ' '));
  return {
    say: `I find nothing${query === undefined ? '' : ` for "${query}"`} in our catalog. We have, among others, ${sayList(names)}. ${WHAT_KIND}?`,
    outcome: 'needs-info',
  };
}

/** Searches again with what was asked before and the change that is asked for now ("cheaper", "in black", "more"). */
export function answerRefine(transcript: Transcript): Move {
  const earlier = earlierSearch(transcript);
  const interest = namesProduct(earlier) ? undefined : productsForInterest(earlier);
  const before = { ...toSearchRequest(earlier), ...(interest === undefined ? {} : { query: interest }) };
  const now = toSearchRequest(transcript.request);
  const plain = transcript.request.toLowerCase();
  const shown = transcript.window.findLast(({ role, text }) => role !== 'customer' && SHOWED.test(text));
  const inHand = listedFacts(transcript, 'product').length === 1 ? pricesIn(lastReply(transcript)) : [];
  const lowest = Math.min(...withoutAccessories(inHand.length > 0 ? inHand : pricesIn(shown?.text ?? '')));
  const wantsCheaper = /\bcheaper\b|\btoo (?:expensive|pricey|much)\b|\bless expensive\b|\blower\b/.test(
    plain,
  );
  const query = [...new Set([before.query, now.query].flatMap((part) => part?.split(' ') ?? []))].join(' ');
  const options = [
    ...(before.options ?? []).filter((option) => !isColour(option) || now.options === undefined),
    ...(now.options ?? []),
  ];
  const cheaper =
    wantsCheaper && now.max_price === undefined && Number.isFinite(lowest)
      ? { max_price: Math.ceil(lowest) - 1 }
      : {};
  const found = viewOf<ProductSearchView>(transcript, 'search_products');
  const others = found?.hits.filter((hit) => !isOfKind(hit, query)) ?? [];
  if ('max_price' in cheaper && others.length > 0 && others.length === found?.hits.length) {
    return {
      say: 'We have nothing cheaper of that kind. Shall I look for something else instead?',
      outcome: 'answered',
    };
  }
  return answerSearch(transcript, {
    ...before,
    ...now,
    ...(query === '' ? {} : { query }),
    ...(options.length === 0 ? {} : { options }),
    ...cheaper,
    limit: 6,
  });
}

/** The prices without those of what goes with the first thing listed: it costs a fraction of that. */
function withoutAccessories(prices: readonly number[]): number[] {
  return prices.filter((price) => price >= (prices[0] ?? 0) / 3);
}

/** Whether a hit is what the search names, and not only something that goes with it. */
function isOfKind({ name, category }: ProductHit, query: string): boolean {
  const nouns = query.split(' ').filter(isProductNoun);
  return nouns.length === 0 || countAlike(nouns, `${name} ${category.replaceAll('-', ' ')}`) > 0;
}

const SHOWED = /This is what fits:|This comes close:|This comes closest:|these could be something:/;

/** What the customer said to get the last lists, back to where they named a product. */
function earlierSearch({ window }: Transcript): string {
  const said: string[] = [];
  for (let at = window.length - 1; at > 0; at--) {
    const [request, reply] = [window[at - 1], window[at]];
    if (reply?.role === 'customer' || request?.role !== 'customer' || !SHOWED.test(reply?.text ?? ''))
      continue;
    said.unshift(request.text);
    if (namesProduct(request.text)) break;
  }
  return said.join(' ');
}

function pricesIn(text: string): number[] {
  return [...text.matchAll(/[$€£]\s?([\d,]+(?:\.\d{2})?)/g)].map((match) =>
    Number((match[1] ?? '').replaceAll(',', '')),
  );
}
