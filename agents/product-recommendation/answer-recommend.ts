import type { Move, Transcript } from '../../models/local/playbook.js';
import type { RecommendationView } from '../../tools/catalog/recommendation-view.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findPriceRange } from '../playbook/price-range.js';
import { namesProduct } from '../playbook/product-nouns.js';
import { sayAll } from '../playbook/say.js';
import { countAlike } from '../playbook/words.js';
import { toAccessoryRequest } from './accessory-request.js';
import { answerSearch, WHAT_KIND } from './answer-search.js';
import { chooseProduct } from './choose-product.js';
import { productsForInterest } from './interests.js';
import { sayHits } from './say-products.js';
import { toSearchRequest } from './search-request.js';

/** Suggestions: with words for a need by searching, otherwise from what the customer bought or looked at. */
export function answerRecommend(transcript: Transcript): Move {
  const plain = toSearchRequest(transcript.request);
  const interest = namesProduct(transcript.request) ? undefined : productsForInterest(transcript.request);
  const search = interest === undefined ? plain : { ...plain, query: interest };
  const personal =
    /\b(?:my (?:taste|interests?|brows\w*|profile|purchases|last|history|orders?)|i (?:bought|looked|viewed|ordered)|for me|based on|might like|you know)\b/i.test(
      transcript.request,
    );
  if (search.query !== undefined && !personal) return answerSearch(transcript, search);
  if (!transcript.verified) {
    return search.max_price === undefined
      ? {
          say: `${WHAT_KIND}, or who is it for? If you sign in, I can also go by what you bought before.`,
          outcome: 'needs-info',
        }
      : answerSearch(transcript, { ...search, sort: 'rating', in_stock: true });
  }
  return sayRecommended(transcript, basisOf(transcript), 'I do not know enough about your taste yet');
}

function basisOf({ request }: Transcript): Record<string, unknown> {
  const [order] = findOrderNumbers(request);
  if (order !== undefined) return { based_on: 'order', order_id: order };
  return { based_on: /\b(?:brows\w*|looked at|viewed|looking at)\b/i.test(request) ? 'browsing' : 'profile' };
}

/** What goes with a product: accessories and supplies for the one that is meant. */
export function answerAccessory(transcript: Transcript): Move {
  const { device, wanted } = toAccessoryRequest(transcript.request);
  const choice = chooseProduct(transcript, device);
  if ('move' in choice) return choice.move;
  const view = viewOf<RecommendationView>(transcript, 'recommend_products');
  const fitting = (view?.products ?? []).filter(({ why }) => why.some((reason) => WORKS_WITH.test(reason)));
  const asked = fitting.filter(
    ({ name, category, description }) => countAlike(wanted, `${name} ${category} ${description}`) > 0,
  );
  if (asked.length > 0) {
    return {
      say: sayAll([`This goes with the ${choice.name}:`, sayHits(asked.slice(0, 4))], '\n\n'),
      outcome: 'answered',
    };
  }
  return sayRecommended(
    transcript,
    { based_on: 'product', product_id: choice.productId },
    `I find nothing in stock that is made for the ${choice.name}`,
  );
}

const WORKS_WITH = /^works with /;

function sayRecommended(transcript: Transcript, basis: Record<string, unknown>, nothing: string): Move {
  const view = viewOf<RecommendationView>(transcript, 'recommend_products');
  if (view === undefined) {
    const tried = callsOf(transcript, 'recommend_products').length > 0;
    const { max } = findPriceRange(transcript.request);
    const args = { ...basis, ...(max === undefined ? {} : { max_price: max }), limit: 3 };
    return (
      sayFault(transcript, 'suggest something') ??
      (tried ? askKind(nothing) : call('recommend_products', args))
    );
  }
  if (view.products.length === 0) return askKind(nothing);
  return {
    say: sayAll([`Going by ${view.basedOn}, these could be something:`, sayHits(view.products)], '\n\n'),
    outcome: 'answered',
  };
}

function askKind(nothing: string): Move {
  return { say: `${nothing}. ${WHAT_KIND}?`, outcome: 'needs-info' };
}
