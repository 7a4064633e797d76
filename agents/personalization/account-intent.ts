import type { RankedIntent } from '../../models/local/playbook.js';
import { findAddress } from '../playbook/addresses.js';

const CHANGE =
  /\b(?:chang\w*|updat\w*|edit|correct|fix|add|new|delet\w*|remov\w*|replac\w*|set|switch|modify|amend|store|save|register|link|unlink|redeem|make|put|top up|get rid)\b/;
const ASK =
  /^\W*(?:and |so )?(?:what|which|is|are|am|do|does|did|how|where|when|who|show|list|tell|see|read|give|check|have)\b|\?\s*$|\b(?:saved|stored|on file|do you (?:still )?have)\b/;

/** What an account question is about by its words, with whether something is to be changed; the first that fits counts. */
const SUBJECTS: readonly { words: RegExp; show: string; change: string }[] = [
  {
    words:
      /\bpassword\b|\blog ?(?:in|out)\b|\bsign up\b|\b(?:delete|close|create|open|terminate|locked?) (?:(?:my|the|this|an|whole|entire|user|customer|shop) )*account\b|\bhacked\b/,
    show: 'account-access',
    change: 'account-access',
  },
  {
    words: /\bgift ?card|\bvoucher|\b(?:credit |debit |bank )?cards?\b|\bpaypal\b|\bpayment\b|\bbalance\b/,
    show: 'show-payment-methods',
    change: 'change-account-payment',
  },
  {
    words:
      /(?<!\b(?:e-?)?mail )\baddress(?:es)?\b(?!.*\be-?mail)|\baddress book\b|\bwhere (?:do|would|will|does|are|is) .*\b(?:sent|send|shipped|ship|delivered|deliver|go)\b(?!.*\bfrom\b)/,
    show: 'show-addresses',
    change: 'change-account-address',
  },
  {
    words: /\bmember(?:ship)?\b(?! since)|\btier\b|\bpremium\b|\bloyalty\b/,
    show: 'membership',
    change: 'membership',
  },
  {
    words:
      /\bphone\b|\bmobile\b|\b(?:e-?)?mail\b(?!s)|\bmail address\b|\bmy (?:sur)?name\b|\bcontact details\b/,
    show: 'show-profile',
    change: 'change-contact',
  },
  {
    words: /\b(?:member|customer) since\b|\bwhen did i (?:join|register|sign)|\bhow long .*customer\b/,
    show: 'show-profile',
    change: 'show-profile',
  },
  {
    words: /\b(?:look(?:ed|ing)? at|view(?:ed|ing)|brows\w*|basket|cart|search(?:ed|es)? for)\b/,
    show: 'browsing',
    change: 'browsing',
  },
  {
    words: /\b(?:know|remember|stored?|saved|learned|noted) about me\b|\bmy preferences\b/,
    show: 'show-preferences',
    change: 'set-preference',
  },
];
const WISH =
  /\b(?:remember|note|keep in mind) (?:that|i)\b|\bfrom now on\b|\bunsubscribe|\bnewsletter|\bonly (?:contact|write|call) me\b/;
/** An address of mail or a number, called so by the customer. */
const NEW_CONTACT =
  /\b(?:e-?mail|mail|contact|phone|mobile|number|nr)\b.*(?:\S@\S|\+?\d[\d ()./-]{6,}\d)|(?:\S@\S|\+?\d[\d ()./-]{6,}\d).*\b(?:e-?mail|mail|contact|phone|mobile|number)\b/;
const FORGET =
  /\b(?:forget|erase|wipe|unlearn|revoke|withdraw)\b|\b(?:delete|clear|remove|drop) (?:my )?(?:preferences|history|interests|everything)|\b(?:delete|remove|clear|drop)\b.*\b(?:preferences?|favou?rite|interests?|(?:saved|stored|noted|remember\w*|know) about me)\b/;

/** Said as a wish, a change is meant also where the sentence is a question or speaks of what is saved. */
const DEMAND =
  /(?:^|\b(?:please|pls|can you|could you|would you|will you|can i|could i|may i|i want to|i need to|i would like to|i'd like to|how do i|kindly|to)\s+(?:\w+ )?)\W*(?:change|update|edit|correct|fix|add|delete|remove|replace|set|switch|modify|amend|store|save|register|link|unlink|redeem|get rid)\b|\bi (?:have|got|'ve got) a new\b|\b(?:my|the) new (?:\S+ ){0,3}(?:is|:)|^\W*new (?:phone|mobile|number|e-?mail|mail|address)\b/;

/** What is on file is said to be wrong, or the customer to have moved. */
const OUTDATED =
  /\b(?:moved|moving|relocat\w*|wrong|outdated|out of date|incorrect|old one|no longer|not (?:right|correct|current)|(?:do not|don'?t) live)\b/;
/** A place to live at is given, and no question of what is saved. */
const NEW_PLACE =
  /\b(?:i|we)(?:'ve| have|'m| am|'re| are)? (?:just |recently |now )?(?:moved|moving|relocat\w+|living|live)\b/;

/** What the request is about: what its words leave no doubt of, or what the classifier says. */
export function decideAccountIntent(request: string, ranked: readonly RankedIntent[]): string {
  const plain = request.toLowerCase();
  if (/\bforg[eo]t(?:ten)? (?:my )?password/.test(plain)) return 'account-access';
  if (FORGET.test(plain)) return 'forget-preference';
  if (NEW_CONTACT.test(plain)) return 'change-contact';
  if (WISH.test(plain) && !/\b(?:am i|do you)\b/.test(plain)) return 'set-preference';
  const isQuestion = ASK.test(plain);
  if (findAddress(request) !== undefined && NEW_PLACE.test(plain)) return 'change-account-address';
  const subject = SUBJECTS.find(({ words }) => words.test(plain));
  if (subject === undefined && /\bdefault\b/.test(plain)) return 'show-addresses';
  if (subject === undefined) return ranked[0]?.intent ?? 'out-of-scope';
  const changes = DEMAND.test(plain) || (CHANGE.test(plain) && !isQuestion);
  const outdated = subject.change === 'change-account-address' && OUTDATED.test(plain) && !isQuestion;
  return changes || outdated ? subject.change : subject.show;
}
