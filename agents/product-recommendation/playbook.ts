import type { Move, Playbook, RankedIntent, Transcript } from '../../models/local/playbook.js';
import type { CategoryListView } from '../../tools/catalog/list-categories.js';
import { askingOnce } from '../playbook/ask-again.js';
import { call, viewOf } from '../playbook/calls.js';
import { commonUtterances } from '../playbook/common-utterances.js';
import { sayFault } from '../playbook/faults.js';
import { answerPersonOffer, asksForPerson, handOff, summaryOf } from '../playbook/handoff.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { namesProduct } from '../playbook/product-nouns.js';
import { bestByWords, lastReply, lastRequest, listedFacts } from '../playbook/references.js';
import { sayAll, sayList } from '../playbook/say.js';
import { answerCommonIntent } from '../playbook/small-talk.js';
import { toIntents } from '../playbook/to-intents.js';
import { namingWords, tellingWords, wordsOf } from '../playbook/words.js';
import { answerCompare, WHICH_TWO } from './answer-compare.js';
import { answerFacts, answerReviews, answerStock } from './answer-facts.js';
import { answerPick, findPickable } from './answer-pick.js';
import { answerAccessory, answerRecommend } from './answer-recommend.js';
import { answerRefine, answerSearch, WHAT_KIND } from './answer-search.js';
import { ASPECTS, WHICH_PRODUCT } from './choose-product.js';
import { productsForInterest } from './interests.js';
import { decideProductIntent, plainProductIntent } from './product-intent.js';
import { toSearchRequest } from './search-request.js';
import { productRecommendationUtterances } from './utterances.js';

const SELF = { helpsWith: 'finding, comparing and choosing products, their reviews and their stock' };

/** How the local model plays the agent that helps to choose. */
export const productRecommendationPlaybook: Playbook = {
  intents: toIntents(productRecommendationUtterances, commonUtterances),
  next: askingOnce((transcript, ranked) => {
    if (asksForPerson(transcript.request))
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    return answerPersonOffer(transcript) ?? answerOwnQuestion(transcript) ?? answerIntent(transcript, ranked);
  }),
};

/** What the customer says when the last message asked for the product, the kind or the pair. */
function answerOwnQuestion(transcript: Transcript): Move | undefined {
  const reply = lastReply(transcript);
  if (wordsOf(transcript.request).length > 8 || isNewQuestion(transcript.request)) return undefined;
  if (reply.includes(WHICH_TWO)) return answerCompare(transcript);
  if (reply.includes(WHICH_PRODUCT) && namesOneListed(transcript)) return answerAgain(transcript);
  if (reply.includes(WHAT_KIND) && tellingWords(transcript.request).length > 0) {
    return answerSearch(transcript);
  }
  return undefined;
}

/** Whether the message picks from the list of our question, or is too short to be about anything else. */
function namesOneListed(transcript: Transcript): boolean {
  const words = namingWords(transcript.request, ASPECTS);
  const alike = bestByWords(listedFacts(transcript, 'product'), words).length > 0;
  return alike || findOrdinals(transcript.request).length > 0 || namesProduct(transcript.request);
}

/** A question of its own is no answer to ours. */
function isNewQuestion(request: string): boolean {
  return /\b(?:compare|reviews?|in stock|recommend|do you (?:have|sell)|show me|looking for|cheaper)\b/i.test(
    request,
  );
}

/** The question before ours decides what to say about the product that is now named. */
function answerAgain(transcript: Transcript): Move {
  const asked = lastRequest(transcript);
  switch (plainProductIntent(asked)) {
    case 'reviews':
      return answerReviews(transcript);
    case 'stock-check':
      return answerStock(transcript);
    case 'accessory':
      return answerAccessory(transcript);
    default:
      if (/\bgood\b/i.test(asked)) return answerReviews(transcript);
      return /^\W*(?:which|what) .* for\b/i.test(asked)
        ? answerAccessory(transcript)
        : answerFacts(transcript);
  }
}

function answerIntent(transcript: Transcript, ranked: readonly RankedIntent[]): Move {
  const among = findPickable(transcript);
  if (among?.length === 1) return answerFacts(transcript);
  if (among !== undefined) return answerPick(transcript, among);
  const intent = decideProductIntent(transcript, ranked);
  const common = answerCommonIntent(transcript, intent, SELF);
  if (common !== undefined) return common;
  switch (intent) {
    case 'recommend':
      return answerRecommend(transcript);
    case 'accessory':
      return answerAccessory(transcript);
    case 'compare':
      return answerCompare(transcript);
    case 'product-facts':
      return answerFacts(transcript);
    case 'stock-check':
      return answerStock(transcript);
    case 'reviews':
      return answerReviews(transcript);
    case 'categories':
      return answerCategories(transcript);
    case 'refine':
      return answerRefine(transcript);
    default:
      return answerNeed(transcript);
  }
}

/** A search; somebody who names only an interest or a situation gets what fits that. */
function answerNeed(transcript: Transcript): Move {
  const search = toSearchRequest(transcript.request);
  const interest = namesProduct(transcript.request) ? undefined : productsForInterest(transcript.request);
  return answerSearch(transcript, interest === undefined ? search : { ...search, query: interest });
}

function answerCategories(transcript: Transcript): Move {
  const view = viewOf<CategoryListView>(transcript, 'list_categories');
  if (view === undefined) return sayFault(transcript, 'list our range') ?? call('list_categories');
  const sayGroup = ({ category, products, priceFrom }: CategoryListView['categories'][number]) =>
    `${category.replaceAll('-', ' ')} (${products}, from ${priceFrom.text})`;
  if (/\bbrands?\b/i.test(transcript.request)) {
    const brands = [...new Set(view.categories.flatMap((each) => each.brands))].sort();
    return { say: `We carry ${sayList(brands)}.`, outcome: 'answered' };
  }
  const total = view.categories.reduce((sum, each) => sum + each.products, 0);
  const biggest = [...view.categories].sort((left, right) => right.products - left.products).slice(0, 15);
  return {
    say: sayAll([
      `We have ${total} products in ${view.categories.length} groups, among others ${sayList(biggest.map(sayGroup))}.`,
      'What are you looking for?',
    ]),
    outcome: 'answered',
  };
}
