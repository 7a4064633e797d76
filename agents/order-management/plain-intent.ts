import type { OrderIntent } from './order-intents.js';

const MEANS =
  '(?:paypal|card|visa|mastercard|amex|gift card|voucher|something else|(?:an)?other (?:card|method|way))';

/** Wordings that leave no doubt, the first that fits counts; what is asked about money or damage comes before what is asked for. */
const PLAIN: readonly (readonly [OrderIntent, RegExp])[] = [
  [
    'refund-status',
    /\brefund (?:status|of|for)\b|\b(?:where|when|has|have|was|were|did|how long|still|yet)\b.*\b(?:refund(?:ed)?|refunds|money back|reimburse\w*)\b|\brefund(?:ed)?\b.*\b(?:yet|sent|issued|arrived?|take|received|status)\b|\bmoney you owe\b|\b(?:did|have|has) you (?:get|got|received?)\b.*\b(?:return|back|sent)\b|\b(?:i|we)(?:'ve| have)? sent\b.*\bback\b.*\b(?:receive\w*|arrive\w*|got|get|when)\b|\b(?:my|the) return\b.*\b(?:arrived?|accepted|status|received?|reached)\b|\b(?:status|state|news|progress) of (?:my|the) return\b/,
  ],
  [
    'complaint',
    /\bcompensat\w*|\bvoucher\b(?!.*\bpay)|\bgoodwill\b|\bcomplain\w*|\bdisgrace\w*|\bunacceptable\b|\bdiscount for\b|\bcredit for the\b|(?:\$ ?\d+(?:\.\d+)?|\b\d+(?:\.\d+)? ?(?:dollars|usd|bucks))\s*(?:\w+ ){0,3}(?:credit|back|off|refund|compensation)\b|\b(?:credit|give|refund)\b.{0,25}(?:\$ ?\d|\b\d+ ?(?:dollars|usd|bucks))|\bmake (?:it )?up (?:to|for)\b/,
  ],
  [
    'report-problem',
    /\b(?:damaged|broken|cracked|crushed|smashed|shattered|scratched|dented|defective|dead on arrival|torn|leaking)\b|\bwrong (?:item|product|article|colou?r|size|one|thing)\b.*\b(?:sent|got|came|received|delivered|arrived|box|parcel)\b|\b(?:sent|got|received|delivered|shipped)\b(?: \w+){0,2} (?:the |a )?(?:wrong|something else|something (?:\w+ )?different)\b|\bsomething (?:\w+ )?(?:else|different) (?:came|arrived|was in|in)\b|\bmissing\b|\bincomplete\b|\bthere (?:was|were|is) no\b.*\b(?:inside|in (?:it|there|the (?:box|parcel|package)))\b|\bnot in the (?:box|parcel|package)\b|\b(?:parcel|package|order|shipment|it)\b.{0,20}\b(?:is|was|got|has been|must be) lost\b|\b(?:marked|says?|shown|listed|supposedly)\b.*\bdelivered\b.*\b(?:not|never|nothing|no|nobody|n't)\b|\bnothing (?:has )?(?:came|come|arrived|(?:was|is) here)\b|\bnever (?:arrived|received|came|got|turned up|showed up)\b|\bstolen\b|\bempty box\b/,
  ],
  [
    'cancel-order',
    /\bcance?l(?!l?ed\b)\w*\b|\bcall(?:ed)? off\b|\bcall (?:it|that|this|my order) off\b|\bstop (?:the|my|that|this) (?:[\w-]+ )?(?:order|shipment|purchase)\b|\bundo\b.{0,12}\b(?:order|purchase|sb)\b|\b(?:do not|don'?t|no longer) (?:need|want)\b.*\b(?:order|purchase|sb|it|that|this|what i)\b(?!.*\b(?:refund|instead)\b)|\bdo not send (?:it|them|that)\b|\bstop\b.{0,10}\bsb[\s-]*\d{6}\b/,
  ],
  ['exchange-item', /\b(?:exchang\w+|swap\w*|trade (?:it |them )?(?:in|for))\b/],
  [
    'change-address',
    /\b(?:different|another|other|new|wrong|old|my (?:work|office|home|parents))\b.*\baddress\b|\b(?:change|correct|update|fix|edit)\b.*\b(?:address|street|postcode|zip|house number)\b|\b(?:send|ship|deliver|redirect|reroute|go)\b.*\b(?:to my (?:work|office|home|parents|neighbou?r|new)|somewhere else|elsewhere)\b/,
  ],
  [
    'change-payment',
    new RegExp(
      `^(?!\\W*(?:how|which|what|when)\\b).*\\b(?:pay|paid|payments?|use|charge|switch)\\b.*\\b${MEANS}|\\b(?:change|switch|update|modify)\\b.{0,20}\\bpayment\\b|\\bpayment\\b.*\\bchanged\\b|\\bpay\\b.{0,20}\\bdifferently\\b`,
    ),
  ],
  [
    'change-items',
    /\b(?:change|modify|alter|amend|edit|update)\b.*\b(?:order|items?|sb[\s-]*\d{6}|colou?r|size|variant|quantity)\b|\b(?:items?|colou?r|size|variant|quantity)\b.*\b(?:changed|modified|altered|amended)\b|\badd\b.*\bto (?:my|the|that) order\b|\b(?:remove|take)\b.*\b(?:from|out of|off) (?:my|the|that) order\b|\brather have (?:the|a|it in)\b/,
  ],
  [
    'return-item',
    /\breturn(?!ed)\w*\b|\b(?:be )?sent back\b|\bgo(?:es|ing)? back\b|\b(?:send|give|bring|ship|take)\b(?: \w+){0,4} back\b|\bmoney back\b/,
  ],
  [
    'order-stock',
    /\bin stock\b|\b(?:order|buy|get) (?:it |them |the same |that )?(?:again|once more)\b|\bre-?order\b|\bstill (?:available|sell)\b/,
  ],
  [
    'order-details',
    /\b(?:invoice|receipt)\b|\b(?:in )?which order\b|\b(?:look up|find|tell me|what is|what's|need)\b.{0,12}\border (?:number|no|id)\b|\btotal amount\b|\bpayment method\b|\bhow much (?:did|was|were|have)\b|\bwhich card\b|\bhow (?:did|was|were|have)\b.*\bpa(?:y|id)\b|\bwhen (?:did|was|were|have)\b.*\b(?:buy|bought|order|ordered|placed?)\b|\bwhat(?:s|'s| is| was)? (?:exactly )?in\b/,
  ],
  [
    'list-orders',
    /\border history\b|\b(?:list|show|see)\b.*\borders\b|\b(?:all|past|recent|previous|open|older|other|which of) (?:of )?(?:my |the )?orders\b|\bwhat (?:all )?(?:have|did) i (?:ever )?(?:buy|bought|order\w*)\b|\bdid i (?:ever )?(?:buy|order|get)\b|\b(?:everything|things|what) i (?:have |ever |already )?(?:bought|ordered)\b/,
  ],
  [
    'track-order',
    /\bwhere(?:s|'s| is| are| has| have)?\b|\btrack\w*|\bwhen (?:will|does|is|can)\b.*\b(?:arrive|come|get|be (?:here|delivered)|ship\w*|deliver\w*)\b|\beta\b|\bon (?:its|the|their) way\b|\b(?:has|have|is|did|was)\b.*\b(?:shipped|sent out|dispatched|left|go out|gone out)\b|\bnot (?:arrived|here|come) yet\b|\bstill (?:not|hasn'?t|waiting)\b|\bdelivery status\b|\border status\b|\bstatus of (?:my |the )?(?:order|delivery|parcel|package)\b/,
  ],
];

/** What a request is about when its words leave no doubt; undefined when only a classifier can tell. */
export function findPlainIntent(request: string): OrderIntent | undefined {
  const plain = request.toLowerCase().replaceAll('’', "'");
  return PLAIN.find(([, pattern]) => pattern.test(plain))?.[0];
}
