import type { Transcript } from '../../models/local/playbook.js';
import { lastRequest } from '../playbook/references.js';
import { guideInHand } from './continue-guide.js';
import { findProductCategory } from './product-words.js';

const TROUBLE =
  /\b(?:no|not|cannot|nothing|never|broken?|errors?|stop(?:s|ped)|stuck|dead|problems?|trouble|issues?|fail(?:s|ed|ing)?|refus\w*|blink\w*|flash\w*|leak\w*|nois\w*|slow\w*|lost|keeps|crash\w*|offline|hot|weak)\b|n['’]?t\b/i;
/** What works is no trouble ("the wifi is fine on my phone"). */
const IN_ORDER =
  /\b(?:is|are|works?|working|runs?|seems?|looks?)\b(?: \w+){0,2}? (?:fine|ok(?:ay)?|good|perfectly|normally|great|well)\b(?!.*\bbut\b)/i;
const SAME_MATTER = /\b(?:still|again|no (?:change|luck)|(?:did|does)(?: not|n['’]?t) help)\b/i;

/** A request without the sentences that only say what works. */
export function withoutWhatWorks(request: string): string {
  const left = request.split(/(?<=[.!?;])\s+/).filter((sentence) => !IN_ORDER.test(sentence));
  return left.length === 0 ? request : left.join(' ');
}

/**
 * The sentences of a request that bring up another product than the one in hand, together with its trouble; undefined
 * when no product was in hand or the request goes on about it.
 */
export function findNewProblem(transcript: Transcript): string | undefined {
  const before = productInHand(transcript);
  if (before === undefined) return undefined;
  const sentences = transcript.request.split(/(?<=[.!?;])\s+/);
  const at = sentences.findIndex(
    (sentence) => findProductCategory(sentence) !== undefined && !IN_ORDER.test(sentence),
  );
  const problem = sentences.slice(at).join(' ');
  const product = findProductCategory(problem);
  const isOther = at >= 0 && product !== before && !namesProductInHand(problem, before);
  return isOther && TROUBLE.test(problem) && !SAME_MATTER.test(problem) ? problem : undefined;
}

/** The product of the guide that the last message cited, else the one that the customer named before. */
function productInHand(transcript: Transcript): string | undefined {
  const guide = guideInHand(transcript)?.replaceAll('-', ' ') ?? '';
  return findProductCategory(guide) ?? findProductCategory(lastRequest(transcript));
}

function namesProductInHand(text: string, product: string): boolean {
  return text
    .split(/\b(?:and|with|to|on|from|of|in)\b|,/)
    .some((part) => findProductCategory(part) === product);
}
