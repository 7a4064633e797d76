import type { Move, Transcript } from '../../models/local/playbook.js';
import type { HandoffView } from '../../tools/support/transfer-to-human.js';
import { isNo, isYes } from './answers.js';
import { call, faultOf, viewOf } from './calls.js';
import { lastReply, lastRequest } from './references.js';

/** Why a conversation goes to a person; the tool's own reasons. */
export type HandoffReason =
  | 'customer-request'
  | 'missing-knowledge'
  | 'unsupported-request'
  | 'policy-restriction'
  | 'tool-failure';

/** How a reply offers a person; the next turn recognises a yes to it by these words. */
export const PERSON_OFFER = 'Shall I bring in a colleague';

const DEMAND =
  /\b(?:(?:speak|talk|chat|connect|transfer|put|hand|pass)\w*\b.{0,30}\b(?:human|person|agent|someone|somebody|colleague|representative|employee|staff|manager|supervisor|operator)|(?:real|live|actual) (?:human|person|agent|people)|human (?:being|agent|please)|(?:get|give|want|need)(?: me)?(?: to speak to)? (?:a|an|the|your) (?:human|person|agent|manager|supervisor|representative))\b/i;

/** Whether a request asks for a person in so many words. */
export function asksForPerson(text: string): boolean {
  return (
    DEMAND.test(text) ||
    /^\W*(?:human|agent|operator|representative|person)\W*(?:please|pls|now)?\W*$/i.test(text)
  );
}

/** Hands the conversation over and says so only when it is true. */
export function handOff(transcript: Transcript, reason: HandoffReason, summary: string): Move {
  const fault = faultOf(transcript, 'transfer_to_human');
  if (fault !== undefined) {
    return {
      say: 'I tried to bring in a colleague, but that did not work just now. Please try again in a few minutes.',
      outcome: 'answered',
    };
  }
  const handoff = viewOf<HandoffView>(transcript, 'transfer_to_human');
  if (handoff === undefined) return call('transfer_to_human', { reason, summary: summary.slice(0, 1_000) });
  return { say: describeHandoff(handoff), outcome: 'handed-off' };
}

function describeHandoff({ id, state, alreadyQueued, expectedMinutes }: HandoffView): string {
  if (state === 'person')
    return 'A colleague of mine is already on this conversation and will write to you here.';
  const wait = `It usually takes about ${expectedMinutes} minutes until somebody writes to you here.`;
  return alreadyQueued
    ? `This conversation is already waiting for a colleague (reference ${id}). ${wait}`
    : `I have passed this on to a colleague, with what we discussed so far (reference ${id}). ${wait}`;
}

/** The answer to an offer of a person in the last message: hands over on yes, lets it rest on no, else nothing. */
export function answerPersonOffer(transcript: Transcript): Move | undefined {
  if (!lastReply(transcript).includes(PERSON_OFFER)) return undefined;
  if (isYes(transcript.request)) {
    return handOff(transcript, 'unsupported-request', summaryOf(transcript));
  }
  if (isNo(transcript.request)) {
    return {
      say: 'All right, I leave it as it is. Nothing was changed. Is there anything else?',
      outcome: 'answered',
    };
  }
  return undefined;
}

/** What the customer wanted, in their words, for the colleague who takes over. */
export function summaryOf(transcript: Transcript): string {
  const before = lastRequest(transcript);
  const said = before === '' ? transcript.request : `${before} / ${transcript.request}`;
  return `The customer wrote: ${said}`.slice(0, 900);
}
