import type { OrderIntent } from './order-intents.js';

const MEANS =
  '(?:paypal|card|visa|mastercard|amex|gift card|voucher|something else|(?:an)?other (?:card|method|way)|(?:one|card) (?:that |which )?end(?:s|ing))';

const IN_BOX = '(?:in|inside)\\b.{0,12}\\b(?:box|parcel|package|carton|packet|delivery|it|there)\\b';
const DAMAGED =
  '\\b(?:in (?:\\w+ )?pieces|crack(?:s|ed)?\\b.{0,20}\\b(?:in|on|across|through)|bent|ripped|ruined|chipped|soaked|faulty|came apart|fell apart|falling apart|arrived dead|(?:is|was|were|came|arrived|got) broken)\\b';
const WRONG =
  "\\b(?:not|isn't|wasn't|aren't|never) (?:what|the (?:one|thing|item|product)s?(?: that)?) (?:i|we) (?:have |had )?(?:order\\w*|bought|asked for|wanted|chose|paid for)\\b|\\bsome(?:body|one) else'?s?\\b|\\b(?:something|a|an) (?:\\w+ )?(?:different|other)\\b.{0,25}\\bthan (?:i|we|what)\\b|\\bnever ordered (?:this|that|these|it)\\b|\\bmixed up\\b";
const INCOMPLETE = `\\b(?:unpack\\w*|opened|box|parcel|package|carton|delivery|came|arrived|got|received|sb\\d{6})\\b.{0,60}\\b(?:can(?:'t|not| not) (?:find|see)|could(?:n't| not) (?:find|see)|couldnt find|cant (?:find|see)|without (?:the|my|any)|left out|forgot(?:ten)?|should have been|wasn'?t (?:in|inside|there)|not (?:in|inside) (?:it|there))\\b|\\bno (?:[\\w-]+ ){1,6}${IN_BOX}|\\b(?:was|were|is)(?:n't| not) ${IN_BOX}|\\byou forgot (?:the|my|to (?:pack|include|send|put))\\b`;
const NOWHERE =
  "\\b(?:claim\\w*|says?|said|marked|shown|shows|listed|supposedly|apparently|status)\\b.*\\b(?:deliver\\w*|handed over|arrived|received|signed)\\b.*\\b(?:nothing|nobody|no one|noone|empty|not|never|n't|didnt|havent|no (?:parcel|package|box|sign|trace))\\b";
const CHASED =
  '\\b(?:arriv\\w*|late|overdue|waiting|delayed|lost|stuck)\\b.*\\b(?:look into (?:it|this|that)|investigate\\w*|(?:open|file|start|raise) a (?:case|claim|report|complaint)|report (?:it|this|that))\\b|\\bfed up (?:with )?waiting\\b';

/** Wordings that leave no doubt, the first that fits counts; what is asked about money or damage comes before what is asked for. */
const PLAIN: readonly (readonly [OrderIntent, RegExp])[] = [
  [
    'refund-status',
    /\brefund (?:status|of|for)\b|\b(?:when|where|how long)\b.{0,30}\b(?:the|my) money\b|(?<!\b(?:want|wants|rather|like|prefer|need)(?: to)? )\b(?:where|when|has|have|was|were|did|how long|still|yet)\b.*\b(?:refund(?:ed)?|refunds|money back|reimburse\w*)\b|\brefund(?:ed)?\b.*\b(?:yet|sent|issued|arrived?|take|received|status)\b|\bmoney you owe\b|\bowes? me (?:the |my |some )?(?:money|refund)\b|\bnothing (?:has )?(?:is )?(?:come|coming|came|arrived|been credited|been paid)\b.{0,12}\b(?:back|account|card|bank)\b|\b(?:account|bank|card|statement)\b.{0,20}\bnothing\b.{0,12}\bback\b|\b(?:did|have|has) you (?:get|got|received?)\b.*\b(?:return|back|sent)\b|\b(?:i|we)(?:'ve| have)? sent\b.*\bback\b.*\b(?:receive\w*|arrive\w*|got|get|when)\b|\b(?:my|the) (?:return|refund)\b.*\b(?:arrived?|accepted|status|received?|reached|agreed|approved|confirmed|done|registered|through|under way|settled|complete|processed|in progress)\b|\b(?:status|state|news|progress) of (?:my|the) return\b/,
  ],
  [
    'complaint',
    /\bcompensat\w*|\bvoucher\b(?!.*\bpay)|\bgoodwill\b|\bcomplain\w*|\bdisgrace\w*|\bunacceptable\b|\bdiscount for\b|\bcredit for the\b|(?:\$ ?\d+(?:\.\d+)?|\b\d+(?:\.\d+)? ?(?:dollars|usd|bucks))\s*(?:\w+ ){0,3}(?:credit|back|off|refund|compensation)\b|\b(?:credit|give|refund)\b.{0,25}(?:\$ ?\d|\b\d+ ?(?:dollars|usd|bucks))|\bmake (?:it )?up (?:to|for)\b|\bwhat (?:will|would|can|do) (?:you|i) (?:give|offer|get|do)\b.{0,20}\bfor (?:the|this|that|my|all|a|being)\b.{0,20}\b(?:late|delay|wait|trouble|mess)|\bknock\b.{0,12}\boff\b/,
  ],
  ['report-problem', new RegExp(`${DAMAGED}|${WRONG}|${INCOMPLETE}|${NOWHERE}|${CHASED}`)],
  [
    'report-problem',
    /\b(?:damaged|broken|cracked|crushed|smashed|shattered|scratched|dented|defective|dead on arrival|torn|leaking)\b|\bwrong (?:item|product|article|colou?r|size|one|thing)\b.*\b(?:sent|got|came|received|delivered|arrived|box|parcel)\b|\b(?:sent|got|received|delivered|shipped)\b(?: \w+){0,2} (?:the |a )?(?:wrong|something else|something (?:\w+ )?different)\b|\bsomething (?:\w+ )?(?:else|different) (?:came|arrived|was in|in)\b|\bmissing\b|\bincomplete\b|\bthere (?:was|were|is) no\b.*\b(?:inside|in (?:it|there|the (?:box|parcel|package)))\b|\bnot in the (?:box|parcel|package)\b|\b(?:parcel|package|order|shipment|it)\b.{0,20}\b(?:is|was|got|has been|must be) lost\b|\b(?:marked|says?|shown|listed|supposedly)\b.*\bdelivered\b.*\b(?:not|never|nothing|no|nobody|n't)\b|\bnothing (?:has )?(?:came|come|arrived|(?:was|is) here)\b|\bnever (?:arrived|received|came|got|turned up|showed up)\b|\bstolen\b|\bempty box\b/,
  ],
  [
    'cancel-order',
    /(?<!\b(?:noise|sound|echo)[- ]?)\bcance?l(?!l?ed\b)\w*\b|\b(?:annul|scrap|revoke|void|withdraw|abort|get rid of|drop|kill)\b.{0,20}\b(?:orders?|purchase|sb\d{6}|number \d|(?:first|second|third|last|top|newest) one)\b|\bdo without (?:it|sb\d{6}|that)\b|\bcall off\b|\b(?:have|need|want|like|be|get)\b.{0,20}\bcalled off\b|\bcall (?:it|that|this|my order) off\b|\bstop (?:the|my|that|this) (?:[\w-]+ )?(?:order|shipment|purchase)\b|\bundo\b.{0,12}\b(?:order|purchase|sb)\b|\b(?:do not|don'?t|no longer) (?:need|want)\b.*\b(?:order|purchase|sb|it|that|this|what i)\b(?!.*\b(?:refund|instead)\b)|\bdo not send (?:it|them|that)\b|\bstop\b.{0,10}\bsb[\s-]*\d{6}\b/,
  ],
  [
    'exchange-item',
    /\b(?:exchang\w+|swap\w*|trade (?:it |them )?(?:in|for))\b|\b(?:get|have|want|need|like|prefer)\b.{0,40}\b(?:version|variant|model|colou?r|size|one)\b.{0,20}\b(?:for|of|than|instead of) what (?:i|we|you|came|arrived)\b/,
  ],
  [
    'return-item',
    /\breturn(?!ed)\w*\b|\b(?:be )?sent back\b|\bgo(?:es|ing)? back\b|\b(?:send|sending|give|giving|bring|bringing|ship|shipping|take|taking|hand|handing|post|posting)\b(?: [\w']+){0,5} back\b|\b(?:retrun|retun|rerturn|retrn)\w*\b|\btake back\b|\bmoney back\b/,
  ],
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
    /\b(?:change|modify|alter|amend|edit|update)\b.*\b(?:order|items?|sb[\s-]*\d{6}|colou?r|size|variant|quantity)\b|\b(?:items?|colou?r|size|variant|quantity)\b.*\b(?:changed|modified|altered|amended)\b|\badd\b.*\bto (?:my|the|that) order\b|\b(?:remove|take|drop|leave|delete|knock|strike|cut)\b.*\b(?:from|out of|off) (?:(?:my|the|that|this|[\w']+'s) (?:[\w']+ )?order|sb\d{6})\b|\brather have (?:the|a|it in)\b|\bmake (?:it|that|them|those) (?:the |a |an |in )?[\w ]{2,20}\b(?:ones?|instead|please)\b/,
  ],
  [
    'order-stock',
    /\bin stock\b|\banother (?:one )?(?:of (?:the same|it|them|those)|like (?:it|that|this))\b|\bthe same (?:\w+ )?(?:again|once more)\b|\bone more of\b|\b(?:order|buy|get) (?:it |them |the same |that )?(?:again|once more)\b|\bre-?order\b|\bstill (?:available|sell)\b/,
  ],
  [
    'order-details',
    /^\W*(?:(?:please|can you|could you|i want to|i'?d like to|let me|just) )*(?:show|see|view|display|open|pull up|look up|look at|check|tell me about|give me|details? (?:of|on|for|about))\b(?: me| us)?(?: the| my)?(?: details? (?:of|on|for|about))?(?: the| my)? ?(?:order|purchase)?(?: number| no\.?)? ?#?(?:sb[\s-]*)?\d{6}\W*(?:please|pls)?\W*$|\b(?:invoice|receipt|bill)\b|\b(?:amount|sum|total|price) (?:of|for)\b|\b(?:was|got|is) charged to\b|\bcharged to\b|\b(?:remind me|tell me|know|remember|forgot)\b.{0,12}\bwhat(?:'?s| is| was| did)\b.{0,20}\b(?:inside|in|order|buy|put)\b|\b(?:in )?which order\b|\b(?:look up|find|tell me|what is|what's|need)\b.{0,12}\border (?:number|no|id)\b|\btotal amount\b|\bpayment method\b|\bhow much (?:did|was|were|have)\b|\bwhich card\b|\bhow (?:did|was|were|have)\b.*\bpa(?:y|id)\b|\bwhen (?:did|was|were|have)\b.*\b(?:buy|bought|order|ordered|placed?)\b|\bwhat(?:s|'s| is| was)? (?:exactly )?in\b/,
  ],
  [
    'list-orders',
    /\b(?:my|of|recent|past|previous) purchases\b|\bwhich of my orders\b|\b(?:overview|summary) of\b.{0,20}\b(?:orders|purchases|bought|ordered)\b|\border history\b|\b(?:list|show|see)\b.*\borders\b|\b(?:all|past|recent|previous|open|older|other|which of) (?:of )?(?:my |the )?orders\b|\bwhat (?:all )?(?:have|did) i (?:ever )?(?:buy|bought|order\w*)\b|\bdid i (?:ever )?(?:buy|order|get)\b|\b(?:everything|things|what) i (?:have |ever |already )?(?:bought|ordered)\b/,
  ],
  [
    'track-order',
    /\bwhere(?:s|'s| is| are| has| have)?\b|\btrack\w*|\bwhen (?:will|does|is|can)\b.*\b(?:arrive|come|get|be (?:here|delivered)|ship\w*|deliver\w*)\b|\beta\b|\bon (?:its|the|their) way\b|\bunder ?way\b|\b(?:has|have|is|did|was|were|are)\b.*\b(?:ship(?:ped)?|sen[dt] (?:out|off)|dispatch(?:ed)?|left|go out|gone out|posted|mailed|on the road)\b|\bnot (?:arrived|here|come) yet\b|\bstill (?:not|hasn'?t|waiting)\b|\bdelivery status\b|\border status\b|\bstatus of (?:my |the )?(?:order|delivery|parcel|package)\b/,
  ],
];

/** What a request is about when its words leave no doubt; undefined when only a classifier can tell. */
export function findPlainIntent(request: string): OrderIntent | undefined {
  const plain = request
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/(?:\border )?#?\bsb[\s_-]*(\d{6})\b/g, 'sb$1');
  return PLAIN.find(([, pattern]) => pattern.test(plain))?.[0];
}
