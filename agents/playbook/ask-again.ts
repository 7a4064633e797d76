import type { Playbook, Transcript } from '../../models/local/playbook.js';
import { handOff, summaryOf } from './handoff.js';
import { offerInHand, sayStanding, titleOfOffer } from './offer-in-hand.js';

/** How a reply says that it could not make sense of the message. */
export const NOT_UNDERSTOOD = 'I did not understand that';

/** After so many vain questions in a row, a person does better. */
const MOST_QUESTIONS = 3;

/**
 * A playbook's `next` that never just repeats itself: before it asks the same again it says that it did not
 * understand, and in place of the third time in a row a person takes over. What it does not understand while an offer is
 * in hand leaves that offer the one thing that is open, for the next message to confirm or to set right.
 */
export function askingOnce(next: Playbook['next']): Playbook['next'] {
  return (transcript, ranked) => {
    const move = next(transcript, ranked);
    if (!('say' in move) || move.outcome !== 'needs-info') return move;
    const offer = move.say.includes(NOT_UNDERSTOOD) ? offerInHand(transcript) : undefined;
    const say = offer === undefined ? move.say : sayOpen(offer);
    const asked = timesAsked(transcript, say);
    if (asked === 0) return offer === undefined ? move : { say, outcome: 'answered' };
    if (asked + 1 >= MOST_QUESTIONS) return handOff(transcript, 'unsupported-request', summaryOf(transcript));
    return { say: sayAgain(say), outcome: offer === undefined ? 'needs-info' : 'answered' };
  };
}

/** How often in a row, up to the last message, the same was said already. */
function timesAsked({ window }: Transcript, say: string): number {
  const replies = window.filter(({ role }) => role !== 'customer').toReversed();
  const other = replies.findIndex(({ text }) => !text.includes(say));
  return other < 0 ? replies.length : other;
}

function sayOpen(offer: string): string {
  return `${NOT_UNDERSTOOD}. ${sayStanding(titleOfOffer(offer))} Confirm it, or tell me what should be different.`;
}

function sayAgain(say: string): string {
  const lead = say.includes(NOT_UNDERSTOOD) ? '' : `${NOT_UNDERSTOOD} as an answer, sorry. `;
  return `${lead}${say}\n\nYou can also ask for a person, or for something else.`;
}
