import { withoutRuledOut } from '../playbook/corrections.js';

const METHOD =
  /\b(?:pay ?pal|gift ?-?card|voucher|store credit|(?:visa|master ?card|amex|american express|discover)(?:[^.,;\d]{0,20}?\b\d{4}\b)?|(?:credit|debit) card(?:[^.,;]{0,20}?\b\d{4}\b)?|(?:card|one)(?:[^.,;\d]{0,25}?\bend(?:s|ing|ed)?\b[^.;\d]{0,8}\d{4}))\b/i;

/** The payment method that a message names, in its words. */
export function findMethodWords(text: string): string | undefined {
  return METHOD.exec(withoutRuledOut(text))?.[0];
}

const REFUND_TO = new RegExp(
  `\\b(?:refund|money|credit|reimburse\\w*|put|back|prefer)\\b(?:(?!\\bi(?:'ve)? (?:have|got|own)\\b)[^.;!?]){0,40}?(?:${METHOD.source})`,
  'i',
);

/** Any card; the tool knows which one paid. */
const ON_A_CARD =
  /\b(?:back|put|refund\w*|money)\b[^.;!?]{0,30}\b(?:on|onto|to) (?:the|my) (?:bank |credit |debit )?(card)\b(?![^.;!?]{0,25}\d{4})/i;

/** What nobody asks for but in place of money. */
const IN_PLACE_OF_MONEY =
  /\b(?:(?:can|could|may|might) (?:i|we) have|want|like|take|get|prefer|rather|as|for|into|to|onto?)\s+(?:\w+ ){0,2}?(gift ?-?card|voucher|store credit)\b(?! (?:holder|box|that|which|i paid))/i;

/** The way that paid, whatever it was. */
const AS_PAID =
  /\b(?:(?:card|way|method|account|one|whatever|how|what) (?:that |which )?(?:i|we) (?:\w+ )?(?:paid|used)|original (?:card|way|method|payment|account|one)|same (?:card|way|method|account)|the way (?:it was|i) paid|where it came from)\b/i;

/**
 * Where the money of a return should go, when the customer says so, in their words; `original` for the way that paid. How
 * it was paid says nothing of that by itself.
 */
export function findRefundWords(text: string): string | undefined {
  if (AS_PAID.test(withoutRuledOut(text))) return 'original';
  const said = withoutRuledOut(text.replaceAll(/\b(?:paid|bought|charged)\b[^,.;!?]*/gi, ' '));
  const named = findMethodWords(REFUND_TO.exec(said)?.[0] ?? '');
  return named ?? ON_A_CARD.exec(said)?.[1] ?? IN_PLACE_OF_MONEY.exec(said)?.[1];
}

/** The shop's reason for a cancellation that a message calls a mistake; undefined for any other. */
export function cancelReason(text: string): 'ordered by mistake' | undefined {
  return /\b(?:mistake|mistaken|accident|accidentally|by error|wrongly|twice|wrong one|oops|did not mean|didn'?t mean|never (?:wanted|meant|ordered|intended)|not (?:wanted|intended)|clicked|pressed|mis-?click\w*|unintention\w*|(?:my|our) (?:\w+ )?(?:son|daughter|kids?|child(?:ren)?|cat|toddler|boy|girl)\b.*(?:ordered|bought|did|tapped|pressed|clicked))\b/i.test(
    text,
  )
    ? 'ordered by mistake'
    : undefined;
}

const BECAUSE = /\b(?:because|since|as)\s+(.{3,120}?)(?:[.!?\n]|$)/i;
const IT_IS =
  /\b(?:it|they|these|those|the [\p{L} ]{2,30}?)(?:'s| is|'re| are| does| do| did| has| have| keeps?) ((?:not |n'?t |just |way |far |much |too |never )*[\p{L}][^.,!?\n]{2,80})/iu;
const KNOWN =
  /\b(?:too (?:big|small|loud|quiet|heavy|expensive|slow|tight|large|short|long|complicated)|do(?:es)? ?n[o']?t (?:work|fit|like)|changed my mind|no longer (?:need|want)|found (?:it )?cheaper|not what i expected|blunt|uncomfortable)\b[^.,!?\n]{0,40}/i;

/** Why something is sent back, in the customer's words; undefined when they said nothing about it. */
export function returnReason(text: string): string | undefined {
  const found = KNOWN.exec(text)?.[0] ?? BECAUSE.exec(text)?.[1] ?? IT_IS.exec(text)?.[0];
  return found?.trim().slice(0, 200);
}

/** An amount of money that a message asks for, in cents. */
export function findAmountCents(text: string): number | undefined {
  const match = /\$\s?(\d{1,4}(?:\.\d{2})?)|\b(\d{1,4}(?:\.\d{2})?)\s?(?:dollars|usd|bucks)\b/i.exec(text);
  const amount = match?.[1] ?? match?.[2];
  return amount === undefined ? undefined : Math.round(Number(amount) * 100);
}

/** What went wrong with a delivery, by the words for it. */
export function problemKind(text: string): 'damaged' | 'wrong' | 'missing' {
  if (
    /\b(?:missing|incomplete|only (?:half|part|one|two)|not (?:all|everything|in the (?:box|parcel|package))|without|lacks?|left out|forgot|there (?:was|were|is) no|(?:can'?t|cannot|could(?:n't| not)|couldnt) (?:find|see)|was(?:n't| not) (?:in|inside|there))\b|\bno (?:[\w-]+ ){1,6}(?:in|inside)\b/i.test(
      text,
    )
  )
    return 'missing';
  if (
    /\b(?:wrong|different|not what (?:i|we)|not the (?:one|thing|item)|some(?:body|one) else'?s?|never ordered|instead of|mixed up|i got a\w* .* (?:instead|not))\b/i.test(
      text,
    )
  )
    return 'wrong';
  return 'damaged';
}

/** What the customer would like to be done about it, when they say so. */
export function problemWish(text: string): 'replacement' | 'refund' | undefined {
  if (/\b(?:refund|money back|reimburse)/i.test(text)) return 'refund';
  return /\b(?:replace|replacement|new one|another one|working one|one that works|fresh one|proper one|resend|send (?:me )?(?:a new|it again))\b/i.test(
    text,
  )
    ? 'replacement'
    : undefined;
}
