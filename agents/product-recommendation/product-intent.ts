import type { RankedIntent, Transcript } from '../../models/local/playbook.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { findPriceRange } from '../playbook/price-range.js';
import { namesProduct } from '../playbook/product-nouns.js';
import { lastReply, listedFacts } from '../playbook/references.js';
import { namingWords, wordsOf } from '../playbook/words.js';
import { asksForVariant, findProducts } from './choose-product.js';
import { productsForInterest } from './interests.js';

/** Wordings that leave no doubt, looked at before the classifier is asked; the first that fits counts. */
const PLAIN: readonly (readonly [string, RegExp])[] = [
  [
    'recommend',
    /\b(?:suggest|recommend\w*)\b.*\b(?:i (?:have )?(?:recently )?(?:looked at|viewed|browsed|bought)|(?:what|things) i (?:have |'ve )?(?:been )?(?:view|look|brows)\w*|(?:my|past) (?:purchases?|history|orders?|brows\w+))\b|\bbased on (?:what|my|the things|things)\b/,
  ],
  [
    'compare',
    /\bcompar\w*|\bor\b.*\bwhich (?:one )?(?:should|shall|would|do|is|to)\b|\bwhich (?:one )?(?:should|shall|would) (?:i|you)\b.*\bor\b|\b(?:decide|choose|torn) between\b|\b(?:vs|versus)\b|\bdifferences?\b|\bdiffer\b|\bside by side\b|\bwhich (?:one |of (?:them|these|those|the two) )?is (?:the )?(?:better|best)\b|\bpros and cons\b/,
  ],
  [
    'reviews',
    /\breviews?\b|\b(?:people|customers?|buyers?|users?|others?|ppl) (?:say|think|like|complain|mention|find)|\bopinions?\b|\bhow (?:well )?(?:is|are) .*rated\b|\bany good\b|\bcomplaints\b|\btestimonials\b/,
  ],
  [
    'stock-check',
    /\bin stock\b|\bsold out\b|\bout of stock\b|\bback in stock\b|\b(?:have|got) (?:it |them |that |those |any |some )?left\b|\bhow many .*\bleft\b|\b(?:is|are) (?:it|they|this|that|the .+) (?:still )?available\b/,
  ],
  [
    'accessory',
    /\baccessor\w*|\bgoes? (?:well |along )?with\b|\b(?:goes?|fits?|belongs?) (?:in(?:to|side)?|my|the|on)\b|\b(?:which|what|what kind of) (?:ink|toner|cartridges?|filters?|bags?|pods?|blades?|batter(?:y|ies)|brush\w*|heads?|pads?|refills?)\b.*\b(?:needs?|uses?|takes?|requires?|fits?)\b|\b(?:need|take|have|sell|get|buy|offer)\b.*\b(?:ink|toner|cartridges?|filters?|bags|pods|blades|brush\w*|brush heads|pads|refills?|cases?|straps?|chargers?|cables?)\b(?!s? (?:under|below)).* (?:for|with) (?:it|this|that|them|my|our)\b|\bcompatible\b|\b(?:refill|spare|replacement) \w+|\bwork(?:s)? with\b|\bconsumables?\b|\bsupplies\b/,
  ],
  [
    'product-facts',
    /\b(?:which|what|different|other|all) (?:colou?rs?|sizes?|versions?|variants?|options?|capacities)\b.*\b(?:come|comes|there|available|exist)\b|\b(?:colou?rs?|versions?|variants?|options?) (?:are there|available|do you have)\b|\bcome in\b|^[^?]{4,}\b(?:colou?rs?|sizes|versions|variants|options)\W*$|\bin (?:which|what) (?:colou?rs?|sizes?|versions?|variants?)\b/,
  ],
  [
    'product-facts',
    /^\W*(?:please |can you |could you )?(?:tell me (?:more |something |all )?about|what (?:can you tell me|do you know) about|(?:more )?(?:details?|info(?:rmation)?|facts?) (?:on|about|of))\b/,
  ],
  [
    'categories',
    /\bwhat (?:do|have) you (?:have|got)? ?in your (?:range|shop|store|assortment|catalog(?:ue)?)\b|\bwhat (?:all )?do you (?:sell|have|offer)\b(?!.* (?:for|under|in|with))|\bcategories\b|\b(?:which|what) brands\b|\bproduct (?:range|groups)\b|\bassortment\b/,
  ],
  [
    'recommend',
    /\b(?:suggest|recommend\w*)\b.*\b(?:looked at|viewed|brows\w+|bought|purchases?|history|orders?)\b|\bbased on (?:what|my|the things|things)\b|\b(?:gift|present)s? (?:idea|for)|^\W*(?:show me )?(?:some|any)thing (?:nice|good|cool|special)\b|\brecommend (?:me )?(?:something|anything)\b|\b(?:would|might|could) suit me\b|\bsurprise me\b|\binspire\b|\bwhat (?:would|should|can|do) (?:you|i) (?:recommend|suggest|buy|get|give)\b/,
  ],
  [
    'refine',
    /^\W*(?:and |ok |hm+ |but )*(?:any(?:thing)? |something |some |only |rather |maybe )?(?:a bit )?(?:cheaper|smaller|bigger|larger|quieter|lighter|better|newer|other|others|more|else|too expensive|less expensive)\b/,
  ],
];

/** Others than those that were shown, wherever in the sentence it is said. */
const WANTS_OTHERS =
  /\b(?:cheaper|less expensive|too (?:expensive|pricey|dear|much)|lower price|more affordable|something else|what else|anything else|out of my budget|over my budget)\b/;

const SEARCHING =
  /\b(?:looking for|search\w* for|i (?:need|want)|i'?d like|find me|show me|do you (?:have|sell|carry)|got any|are there|where can i find|which .*(?:do you (?:have|sell|carry)))\b/;

/** What the request is about: what its words leave no doubt of, what the conversation suggests, or what the classifier says. */
export function decideProductIntent(transcript: Transcript, ranked: readonly RankedIntent[]): string {
  const plain = transcript.request.toLowerCase();
  const listed = listedFacts(transcript, 'product');
  const hasList = listed.length > 0;
  if (listed.length === 1 && asksForVariant(plain)) return 'stock-check';
  const clear = plainProductIntent(plain);
  const refinesNothing = !hasList || findOrdinals(plain).length > 0;
  if (clear !== undefined && !(clear === 'refine' && refinesNothing)) return clear;
  if (hasList && !namesProduct(plain) && WANTS_OTHERS.test(plain)) return 'refine';
  const places = findOrdinals(plain);
  const naming = namingWords(transcript.request).filter((word) => !/^\d+(?:st|nd|rd|th)?$/.test(word));
  if (places.length > 0 && naming.length === 0 && hasList)
    return places.length > 1 ? 'compare' : 'product-facts';
  if (SEARCHING.test(plain) && namesProduct(plain) && places.length === 0) return 'find-product';
  if (
    /\bdo you (?:have|sell|carry|stock) (?!what|anything|everything)/.test(plain) &&
    naming.length > 0 &&
    !hasList
  ) {
    return 'find-product';
  }
  const pointed = findProducts(transcript).length === 1;
  const short = wordsOf(plain).length <= 6;
  const { min, max } = findPriceRange(plain);
  if (hasList && short && !namesProduct(plain) && !pointed && isNarrowing(plain, max ?? min)) return 'refine';
  if ((min ?? max) !== undefined && !pointed) return namesProduct(plain) ? 'find-product' : 'recommend';
  const top = ranked[0]?.intent ?? 'find-product';
  if (top === 'out-of-scope' && productsForInterest(plain) !== undefined) return 'recommend';
  if (pointed && short && ['find-product', 'refine', 'recommend', 'out-of-scope'].includes(top))
    return 'product-facts';
  if (top === 'categories' && namesProduct(plain)) return 'find-product';
  if (top === 'refine' && lastReply(transcript) === '') return 'find-product';
  if (top === 'product-facts' && !pointed && namesProduct(plain) && short && !isQuestion(plain))
    return 'find-product';
  return top;
}

/** What a request is about when its words leave no doubt; undefined when only a classifier can tell. */
export function plainProductIntent(request: string): string | undefined {
  const plain = request.toLowerCase();
  return PLAIN.find(([, pattern]) => pattern.test(plain))?.[0];
}

function isNarrowing(plain: string, price: number | undefined): boolean {
  return (
    price !== undefined ||
    /^\W*(?:and |only |but |rather |maybe )?(?:any |one |ones )?(?:in|with|without|under|below|for)\b|\bones?\b|^\W*(?:black|white|red|blue|green|grey|silver|gold|pink)\W*$/.test(
      plain,
    )
  );
}

function isQuestion(plain: string): boolean {
  return /\?|^(?:is|are|does|do|has|have|can|how|what|which|when|will)\b/.test(plain.trim());
}
