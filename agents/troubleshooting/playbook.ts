import type { Move, Playbook, RankedIntent, Transcript } from '../../models/local/playbook.js';
import { answerTickets } from '../playbook/answer-tickets.js';
import { askingOnce } from '../playbook/ask-again.js';
import { commonUtterances } from '../playbook/common-utterances.js';
import { isComplaint, recordComplaint } from '../playbook/complaints.js';
import { answerPersonOffer, asksForPerson, handOff, PERSON_OFFER, summaryOf } from '../playbook/handoff.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply, lastRequest } from '../playbook/references.js';
import { sayAll } from '../playbook/say.js';
import { answerConfirmation } from '../playbook/say-proposed.js';
import { answerCommonIntent } from '../playbook/small-talk.js';
import { toIntents } from '../playbook/to-intents.js';
import { wordsOf } from '../playbook/words.js';
import { answerFromKnowledge, WHICH_GUIDE, WHICH_PRODUCT } from './answer-from-knowledge.js';
import { answerHazard } from './answer-hazard.js';
import { answerNewTicket, asksForTicket } from './answer-new-ticket.js';
import { answerWarranty, WHICH_WARRANTY } from './answer-warranty.js';
import { continueGuide, guideInHand } from './continue-guide.js';
import { advanceGuide, asksForInstructions, openStep, pickedPart, startPart } from './diagnosis.js';
import { findHazard } from './hazard.js';
import { findNewProblem, withoutWhatWorks } from './new-problem.js';
import { findProductCategory } from './product-words.js';
import { leavesSubject } from './subject.js';
import { troubleshootingUtterances } from './utterances.js';

const SELF = { helpsWith: 'setting up and fixing devices step by step, warranty, and how our shop works' };
const DID_IT_HELP = 'Did that help? If not, tell me what you see, and I go on from there.';

/** How the local model plays the troubleshooting agent. */
export const troubleshootingPlaybook: Playbook = {
  intents: toIntents(troubleshootingUtterances, commonUtterances),
  next: askingOnce((transcript, ranked) => {
    if (asksForPerson(transcript.request))
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    const hazard = findHazard(transcript.request);
    if (hazard !== undefined) return answerHazard(transcript, hazard);
    if (asksForTicket(transcript.request)) return answerNewTicket(transcript);
    if (isComplaint(transcript.request) && findProductCategory(transcript.request) === undefined)
      return recordComplaint(transcript);
    return (
      answerPersonOffer(transcript) ??
      answerConfirmation(transcript) ??
      answerNewProblem(transcript) ??
      answerStep(transcript) ??
      answerOwnQuestion(transcript) ??
      answerCoverage(transcript) ??
      answerIntent(transcript, ranked)
    );
  }),
};

/** Another product with a trouble of its own starts anew, whatever else the message says of the last one. */
function answerNewProblem(transcript: Transcript): Move | undefined {
  const problem = findNewProblem(transcript);
  return problem === undefined ? undefined : ask(transcript, problem);
}

/** What the customer saw at a step, or which part of a guide they picked. */
function answerStep(transcript: Transcript): Move | undefined {
  const { request } = transcript;
  const picked = pickedPart(transcript);
  if (picked !== undefined) return startPart(transcript, picked.guide, picked.part);
  const step = openStep(transcript);
  const isElsewhere = findPlainIntent(request) !== undefined || asksForInstructions(request);
  if (step !== undefined && isSolved(request)) return SOLVED;
  if (step === undefined || isElsewhere || leavesSubject(transcript)) return undefined;
  return advanceGuide(transcript, step);
}

const SOLVED: Move = {
  say: 'I am glad that it works again! Is there anything else?',
  outcome: 'answered',
};

/** Whether the customer says that the trouble is over, and not that it is not. */
function isSolved(request: string): boolean {
  const works =
    /\b(?:(?:works?|working|runs?|running|charging|printing|going|back)\b.{0,20}\b(?:again|now|fine|perfectly)|(?:is|it's|its|got|all) (?:fixed|solved|sorted)|that (?:did|does|was) it|(?:that|this|it) (?:worked|helped|fixed it|solved it))\b/i;
  return (
    works.test(request) && !/\b(?:not|n't|nt|no|never|still|but|only|stops?|until|hardly)\b|\?/i.test(request)
  );
}

/** What the customer says when the last message asked which product, guide or order it is. */
function answerOwnQuestion(transcript: Transcript): Move | undefined {
  const reply = lastReply(transcript);
  const short = wordsOf(transcript.request).length <= 8;
  if (reply.includes(WHICH_WARRANTY) && short) return answerWarranty(transcript);
  if (reply.includes(WHICH_GUIDE)) {
    const [place] = findOrdinals(transcript.request);
    const titles = [...reply.matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
    const title = place === undefined ? undefined : titles.at(place > 0 ? place - 1 : place);
    if (title !== undefined) return ask(transcript, title);
  }
  if ((reply.includes(WHICH_PRODUCT) || reply.includes(WHICH_GUIDE)) && short) {
    return ask(transcript, `${lastRequest(transcript)} ${transcript.request}`);
  }
  return undefined;
}

const ASKS_COVERAGE = /[^.,;!?\n]*\b(?:covered|warranty|guarantee)\b[^.,;!?\n]*[.,;!?\n]*/gi;
const LEAST_TOLD = 4;

/** A fault, and in the same message whether the warranty covers it: both are answered. */
function answerCoverage(transcript: Transcript): Move | undefined {
  const told = transcript.request.replaceAll(ASKS_COVERAGE, ' ').trim();
  if (told === transcript.request.trim() || wordsOf(told).length < LEAST_TOLD) return undefined;
  if (findProductCategory(told) === undefined || isGeneral(transcript.request)) return undefined;
  const moves = [answerWarranty({ ...transcript, request: told }), ask(transcript, told)];
  const calls = moves.flatMap((move) => ('calls' in move ? move.calls : []));
  if (calls.length > 0) return { calls };
  const [warranty, help] = moves.flatMap((move) => ('say' in move ? [move] : []));
  if (warranty === undefined || help === undefined) return undefined;
  return { say: sayAll([warranty.say, help.say], '\n\n'), outcome: help.outcome };
}

function answerIntent(transcript: Transcript, ranked: readonly RankedIntent[]): Move {
  const intent = findPlainIntent(transcript.request) ?? ranked[0]?.intent ?? 'out-of-scope';
  const common = answerCommonIntent(transcript, intent, SELF);
  if (common !== undefined && !(intent === 'out-of-scope' && findProductCategory(transcript.request)))
    return common;
  switch (intent) {
    case 'warranty':
      return isGeneral(transcript.request) ? askShop(transcript) : answerWarranty(transcript);
    case 'shop-policy':
      return askShop(transcript);
    case 'ticket-status':
      return answerTickets(transcript);
    case 'repair':
      return answerRepair(transcript);
    case 'solved':
      return SOLVED;
    case 'still-broken': {
      const guide = guideInHand(transcript);
      return guide === undefined
        ? ask(transcript, withContext(transcript))
        : continueGuide(transcript, guide, DID_IT_HELP);
    }
    default:
      return answerProblem(transcript);
  }
}

/** A problem: in the guide in hand when the request only adds an observation, otherwise by search. */
function answerProblem(transcript: Transcript): Move {
  const guide = guideInHand(transcript);
  const namesProduct = findProductCategory(withoutWhatWorks(transcript.request)) !== undefined;
  if (!namesProduct && leavesSubject(transcript)) return ask(transcript, transcript.request);
  if (guide !== undefined && !namesProduct && wordsOf(transcript.request).length <= 16) {
    return continueGuide(transcript, guide, DID_IT_HELP);
  }
  return ask(transcript, namesProduct ? transcript.request : withContext(transcript));
}

function ask(transcript: Transcript, query: string): Move {
  return answerFromKnowledge(transcript, {
    query,
    product: findProductCategory(query),
    kinds: [undefined],
    closing: DID_IT_HELP,
    stepwise: !asksForInstructions(query),
  });
}

function askShop(transcript: Transcript): Move {
  return answerFromKnowledge(transcript, {
    query: transcript.request,
    kinds: ['faq', 'policy'],
    closing: '',
  });
}

function answerRepair(transcript: Transcript): Move {
  return {
    say: `I can check whether it is still under warranty if you tell me the product or the order number, but I cannot book a repair from this chat. ${PERSON_OFFER} who can arrange it${findProductCategory(transcript.request) === undefined ? '' : ' for you'}?`,
    outcome: 'needs-info',
  };
}

/** The request together with what was asked before, when it does not name the device itself. */
function withContext(transcript: Transcript): string {
  const before = lastRequest(transcript);
  return before === '' || findProductCategory(before) === undefined
    ? transcript.request
    : `${before} ${transcript.request}`;
}

/** A question about warranties as such, not about something bought. */
function isGeneral(request: string): boolean {
  const own = /\b(?:my|mine|this|that|it|order|i|me)\b|\bsb[\s-]*\d{6}/i.test(request);
  return (
    !own ||
    /\b(?:terms|conditions|policy|in general|void|legal|wear|cover(?:s|ed)? (?:water|wear|accidents?))\b/i.test(
      request,
    )
  );
}

/** Wordings that leave no doubt; undefined when only a classifier can tell. */
function findPlainIntent(request: string): string | undefined {
  const plain = request.toLowerCase();
  if (
    /\b(?:cases?|tickets?)\b(?!.*\bheadphones?\b).*\b(?:status|news?|open|update|progress|state|look(?:ed)?)\b|\b(?:status|news?|update|open|progress|state|look(?:ed)?)\b.*\b(?:cases?|tickets?)\b|\bcase[\s-]+(?:case-)?\d+/.test(
      plain,
    )
  ) {
    return 'ticket-status';
  }
  if (
    /\bhow(?:'s|s| is| are)\b.*\b(?:warranty|claim|repair)\b.*\b(?:going|coming|doing|getting)\b/.test(plain)
  )
    return 'ticket-status';
  if (/\bwarrant(?:y|ies)\b/.test(plain)) return 'warranty';
  if (/\b(?:technician|repair(?:ed|s)?|serviced)\b/.test(plain) && !/\bhow (?:do|can|to) i?\b/.test(plain))
    return 'repair';
  if (/\bwar+[ae]n?t+[iy]\w*\b|\bguarantee\b/.test(plain)) return 'warranty';
  return undefined;
}
