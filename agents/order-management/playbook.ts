import type { Move, Playbook, Transcript } from '../../models/local/playbook.js';
import { answerTickets, namesTicket } from '../playbook/answer-tickets.js';
import { askingOnce } from '../playbook/ask-again.js';
import { commonUtterances } from '../playbook/common-utterances.js';
import { answerPersonOffer, asksForPerson, handOff, PERSON_OFFER, summaryOf } from '../playbook/handoff.js';
import { lastReply } from '../playbook/references.js';
import { answerConfirmation } from '../playbook/say-proposed.js';
import { answerCommonIntent } from '../playbook/small-talk.js';
import { toIntents } from '../playbook/to-intents.js';
import { answerAboutOffer } from './answer-about-offer.js';
import { answerAboutOrders } from './answer-about-orders.js';
import { answerComplaint } from './answer-complaint.js';
import { answerRules, asksForRules, isPersonal } from './answer-rules.js';
import { answerStock, findItemIds } from './answer-stock.js';
import { decideOrderIntent } from './order-intent.js';
import { listOrders } from './say-order-list.js';
import { orderManagementUtterances } from './utterances.js';

const SELF = {
  helpsWith:
    'your orders: where they are, what was in them, changing, cancelling or returning them, and refunds',
};

/** How the local model plays the order agent. */
export const orderManagementPlaybook: Playbook = {
  intents: toIntents(orderManagementUtterances, commonUtterances),
  next: askingOnce((transcript, ranked) => {
    if (asksForPerson(transcript.request))
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    const offered = answerPersonOffer(transcript);
    if (offered !== undefined) return offered;
    const aboutOffer = answerAboutOffer(transcript);
    if (aboutOffer !== undefined) return aboutOffer;
    if (namesTicket(transcript.request)) return answerTickets(transcript);
    const rules = asksForRules(transcript.request) ? answerRules(transcript) : undefined;
    if (rules !== undefined) return rules;
    const confirmed = answerConfirmation(transcript);
    if (confirmed !== undefined) return confirmed;
    const next = answerWhatNext(transcript);
    if (next !== undefined) return next;
    const personal = isPersonal(transcript.request);
    const fitting = ranked.filter(({ intent }) => !(personal && intent === 'shop-rules'));
    const intent = decideOrderIntent(transcript, fitting);
    const common = answerCommonIntent(transcript, intent, SELF);
    return common ?? answer(transcript, intent);
  }),
};

const ASKS_WHAT_NEXT =
  /^\W*(?:(?:so|and|ok|okay|then)\W+)*what(?: happens|'s| is| comes)? (?:now|next|then)\W*$/i;

/** How a return goes on after it was confirmed; anything else that was done is told by its refunds. */
function answerWhatNext(transcript: Transcript): Move | undefined {
  if (!ASKS_WHAT_NEXT.test(transcript.request)) return undefined;
  const last = lastReply(transcript);
  if (/^The return from order/.test(last))
    return answerRules({
      ...transcript,
      request: 'How do I send a return back, and when is the money refunded?',
    });
  return /^Order \S+ is cancelled/.test(last) ? answer(transcript, 'refund-status') : undefined;
}

function answer(transcript: Transcript, intent: ReturnType<typeof decideOrderIntent>): Move {
  switch (intent) {
    case 'list-orders':
      return listOrders(transcript);
    case 'shop-rules':
      return answerRules(transcript) ?? sayNoRule();
    case 'complaint':
      return answerComplaint(transcript);
    case 'order-stock': {
      const ids = findItemIds(transcript.request);
      return ids.length > 0 ? answerStock(transcript, ids) : answerAboutOrders(transcript, intent);
    }
    case 'person':
    case 'small-talk':
    case 'out-of-scope':
      return { say: `I can help with ${SELF.helpsWith}.`, outcome: 'out-of-scope' };
    default:
      return answerAboutOrders(transcript, intent);
  }
}

/** What the documents do not say is not guessed. */
function sayNoRule(): Move {
  return {
    say: `I find nothing in our policies that answers exactly that, and I do not want to guess. ${PERSON_OFFER} who knows?`,
    outcome: 'needs-info',
  };
}
