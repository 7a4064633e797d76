import type { Move, Playbook, RankedIntent, Transcript } from '../../models/local/playbook.js';
import type { CategoryListView } from '../../tools/catalog/list-categories.js';
import { call, viewOf } from '../playbook/calls.js';
import { commonUtterances } from '../playbook/common-utterances.js';
import { sayFault } from '../playbook/faults.js';
import { answerPersonOffer, asksForPerson, handOff, summaryOf } from '../playbook/handoff.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { findReferences, lastReply, lastRequest, listedFacts } from '../playbook/references.js';
import { sayAll, sayList } from '../playbook/say.js';
import { answerCommonIntent } from '../playbook/small-talk.js';
import { toIntents } from '../playbook/to-intents.js';
import { tellingWords, wordsOf } from '../playbook/words.js';
import { answerCompare, WHICH_TWO } from './answer-compare.js';
import { answerFacts, answerReviews, answerStock } from './answer-facts.js';
import { answerAccessory, answerRecommend } from './answer-recommend.js';
import { answerRefine, answerSearch, WHAT_KIND } from './answer-search.js';
import { WHICH_PRODUCT } from './choose-product.js';
import { productRecommendationUtterances } from './utterances.js';

const SELF = { helpsWith: 'finding, comparing and choosing products, their reviews and their stock' };

/** How the local model plays the agent that helps to choose. */
export const productRecommendationPlaybook: Playbook = {
  intents: toIntents(productRecommendationUtterances, commonUtterances),
  next(transcript, ranked) {
    if (asksForPerson(transcript.request))
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    return answerPersonOffer(transcript) ?? answerOwnQuestion(transcript) ?? answerIntent(transcript, ranked);
  },
};

/** What the customer says when the last message asked for the product, the kind or the pair. */
function answerOwnQuestion(transcript: Transcript): Move | undefined {
  const reply = lastReply(transcript);
  if (wordsOf(transcript.request).length > 8) return undefined;
  if (reply.includes(WHICH_TWO)) return answerCompare(transcript);
  if (reply.includes(WHICH_PRODUCT)) return answerAgain(transcript);
  if (reply.includes(WHAT_KIND) && tellingWords(transcript.request).length > 0) {
    return answerSearch(transcript);
  }
  return undefined;
}

/** The question before ours decides what to say about the product that is now named. */
function answerAgain(transcript: Transcript): Move {
  const asked = lastRequest(transcript).toLowerCase();
  if (/\breview|\brating|\bopinion|\bpeople say|\bcustomers\b|\bstars\b/.test(asked))
    return answerReviews(transcript);
  if (/\bstock\b|\bavailab|\bleft\b|\bsold out\b/.test(asked)) return answerStock(transcript);
  if (/\bgoes? (?:well )?with\b|\baccessor|\bcompatible\b|\bfits?\b|\brefill|\bspare\b/.test(asked))
    return answerAccessory(transcript);
  return answerFacts(transcript);
}

function answerIntent(transcript: Transcript, ranked: readonly RankedIntent[]): Move {
  const intent = decide(transcript, ranked);
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
      return lastRequest(transcript) === '' ? answerSearch(transcript) : answerRefine(transcript);
    default:
      return answerSearch(transcript);
  }
}

/** A bare "the second one" asks for more about it; a search needs words, so without any it refines the last one. */
function decide(transcript: Transcript, ranked: readonly RankedIntent[]): string {
  const top = ranked[0]?.intent ?? 'find-product';
  const places = findOrdinals(transcript.request);
  const points = places.length > 0 || findReferences(transcript, 'product').length === 1;
  const short = wordsOf(transcript.request).length <= 6;
  if (
    places.length > 0 &&
    short &&
    listedFacts(transcript, 'product').length > 0 &&
    tellingWords(transcript.request).length === 0
  ) {
    return places.length > 1 ? 'compare' : 'product-facts';
  }
  if (
    top === 'find-product' &&
    points &&
    short &&
    /\?|^(?:is|does|has|can|how|what)\b/i.test(transcript.request)
  )
    return 'product-facts';
  return top;
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
