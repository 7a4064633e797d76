import type { Move, Transcript } from '../../models/local/playbook.js';
import type { CategoryListView } from '../../tools/catalog/list-categories.js';
import type { ProductSearchView } from '../../tools/catalog/search-view.js';
import { call, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { lastReply, lastRequest } from '../playbook/references.js';
import { sayAll, sayList } from '../playbook/say.js';
import { sayHits } from './say-products.js';
import { type SearchRequest, toSearchRequest } from './search-request.js';

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
  if (found.hits.length > 0) return sayFound(found, search);
  if (found.near.length > 0) {
    return {
      say: sayAll(['Nothing in the shop fits all of that. These come closest:', sayHits(found.near)], '\n\n'),
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

function sayFound(found: ProductSearchView, search: SearchRequest): Move {
  const count = found.hits.length;
  const missing =
    found.unmatchedWords.length === 0 || search.query === undefined
      ? ''
      : `I find nothing that says "${found.unmatchedWords.join('", "')}".`;
  const head =
    count === 1
      ? 'This fits:'
      : `${missing === '' ? 'These fit' : 'What comes close'}${found.total > count ? `, ${count} of ${found.total}` : ''}:`;
  const tail = count > 1 ? 'I can tell you more about one of them, or compare two.' : '';
  return { say: sayAll([sayAll([missing, head]), sayHits(found.hits), tail], '\n\n'), outcome: 'answered' };
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
  const before = toSearchRequest(lastRequest(transcript));
  const now = toSearchRequest(transcript.request);
  const plain = transcript.request.toLowerCase();
  const prices = [...lastReply(transcript).matchAll(/[$€£]\s?([\d,]+(?:\.\d{2})?)/g)].map((match) =>
    Number((match[1] ?? '').replaceAll(',', '')),
  );
  const lowest = Math.min(...prices);
  const wantsCheaper =
    /\bcheaper\b|\btoo (?:expensive|pricey|much)\b|\bless expensive\b|\blower\b/.test(plain) &&
    Number.isFinite(lowest);
  const wantsMore = /\b(?:more|other|others|else|next|similar|alternatives?|different)\b/.test(plain);
  const query = [before.query, now.query].filter((part) => part !== undefined).join(' ');
  return answerSearch(transcript, {
    ...before,
    ...now,
    ...(query === '' ? {} : { query }),
    ...(wantsCheaper && now.max_price === undefined
      ? { max_price: Math.floor(lowest), sort: 'price-desc' as const }
      : {}),
    limit: wantsMore ? 8 : 4,
  });
}
