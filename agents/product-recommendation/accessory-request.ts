import { namesProduct } from '../playbook/product-nouns.js';
import { namingWords, wordSet } from '../playbook/words.js';
import { ASPECTS } from './choose-product.js';

/** A question for what goes with something: the words for the device, and those for what is wanted. */
export interface AccessoryRequest {
  device: string;
  wanted: readonly string[];
}

const LINK = 'for|with|to|into|in|inside|suits?|fits?|my|needs?|on|of|does|do';
const DEVICE = new RegExp(`\\b(?:${LINK})\\b(?!.*\\b(?:${LINK})\\b)\\s+(.+)$`, 'i');
/** "... that I bought from you last year" says nothing about which device it is. */
const BOUGHT =
  /\s+(?:(?:that|which)\s+)?(?:i|we|you)(?:['’]ve|['’]d)?\s+(?:(?:have|had|just|recently|once|already)\s+)*(?:bought|got|ordered|own|have|purchased|sold)\b.*$/i;
const POINTS = /^(?:it|this|that|them|these|those)(?: one)?$/i;
const VERB_AT_END = /\s+(?:needs?|takes?|uses?|requires?|works? with)$/i;
const ASKING = wordSet(
  'need buy extra goes go fit fits fitting compatible works work belong belongs take takes use uses right',
);

/** Parts a question such as "which ink goes into the printer I bought" into device and wish; the whole names the device when no part does. */
export function toAccessoryRequest(request: string): AccessoryRequest {
  const plain = request
    .replace(/[?!.\s]+$/, '')
    .replace(BOUGHT, '')
    .replace(VERB_AT_END, '');
  const match = DEVICE.exec(plain);
  const named = match?.[1];
  if (match === null || named === undefined || !(namesProduct(named) || POINTS.test(named)))
    return { device: request, wanted: [] };
  const before = plain.slice(0, match.index);
  return { device: named, wanted: namingWords(before, ASPECTS).filter((word) => !ASKING.has(word)) };
}
