import type { Transcript } from '../../models/local/playbook.js';
import { isCorrection } from './corrections.js';
import { asksToConfirm } from './say-proposed.js';

/** How a reply says that an offer made before it is not touched; what follows is still about that offer. */
const STANDS = 'still waits for your confirmation, and nothing has been changed yet';

/** That an offer stands as it is, in one sentence; it is named by its title. */
export function sayStanding(title: string): string {
  return `"${title}" ${STANDS}.`;
}

/** Whether a message of ours leaves an offer of before as it is. */
export function leavesOfferStanding(reply: string): boolean {
  return reply.includes(STANDS);
}

/** The words of the offer that the conversation is about: the last message of ours, or the one that it left standing. */
export function offerInHand({ window }: Pick<Transcript, 'window'>): string | undefined {
  for (const { role, text } of window.toReversed()) {
    if (role === 'customer') continue;
    if (asksToConfirm(text)) return text;
    if (!leavesOfferStanding(text)) return undefined;
  }
  return undefined;
}

/** The title of an offer: the line before the first line of its list. */
export function titleOfOffer(offer: string): string {
  return /^(.+)\n- /m.exec(offer)?.[1] ?? 'What I offered';
}

/** Whether the request sets right what is offered ("no, the blue one"). */
export function correctsOffer(transcript: Transcript): boolean {
  return offerInHand(transcript) !== undefined && isCorrection(transcript.request);
}

const QUESTION =
  /\?\s*$|^\W*(?:(?:so|and|but|ok|okay|well|hm+|oh|wait|sorry|please|just)\b\W*)*(?:how|what|when|where|which|why|who|whose|is|are|am|do|does|did|will|has|have|was|must|tell me|explain)\b/i;
/** What is worded as a question and asks for something to be done. */
const WISH =
  /^\W*(?:(?:so|and|but|ok|okay|well|hm+|oh|wait|sorry|please|just|also)\b\W*)*(?:(?:can|could|would|may|might)\b|will you\b|what about|how about|what if|please)|\b(?:instead|rather|as well|too|also|another|other order)\b/i;

/** Whether the request asks something about what is offered, and wants nothing else to be done. */
export function asksAboutOffer(transcript: Transcript): boolean {
  const { request } = transcript;
  return (
    offerInHand(transcript) !== undefined &&
    QUESTION.test(request) &&
    !WISH.test(request) &&
    !isCorrection(request)
  );
}

const SETTLED =
  /\b(?:agreed|settled|done|confirmed|booked|arranged|through|registered|sorted|complete[d]?|finali[sz]ed|processed|in place|all set|official|under ?way|started|submitted|accepted|approved|already (?:\w+ed|open))\b/i;

/** Whether a question asks if what is offered has been done. */
export function asksIfSettled(request: string): boolean {
  return SETTLED.test(request);
}
