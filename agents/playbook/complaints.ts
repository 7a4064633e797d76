import type { Move, Transcript } from '../../models/local/playbook.js';
import { callsOf } from './calls.js';
import { sayFault } from './faults.js';
import { PERSON_OFFER, summaryOf } from './handoff.js';
import { sayAll } from './say.js';
import { sayWrite } from './say-proposed.js';

/** What is said first to somebody who is angry, once. */
export const SORRY = 'I am sorry that it went this way; you had every reason to expect better.';

const COMPLAINT =
  /\bcomplain\w*|\bdisgrac\w*|\bunacceptable\b|\boutrag\w*|\bscandal\w*|\bterrible service\b|\b(?:very|so|really|deeply) (?:disappointed|angry|upset|unhappy|dissatisfied)\b|\bfeedback\b|\bservice (?:has become|is|was) (?:\w+ )?(?:bad|awful|terrible|poor|horrible)\b|\bnobody (?:apologi[sz]ed|helps?|cares?)\b|\b(?:was|were|is) (?:very |so )?rude\b/i;

/** Whether a request complains about how the shop works, and so about more than one product. */
export function isComplaint(request: string): boolean {
  return COMPLAINT.test(request);
}

/** A complaint is put on record when the customer agrees; a person is there for those who would rather have one. */
export function recordComplaint(transcript: Transcript): Move {
  const [made] = callsOf(transcript, 'open_ticket');
  if (made === undefined) {
    return {
      calls: [
        { tool: 'open_ticket', args: { topic: topicOf(transcript.request), summary: summaryOf(transcript) } },
      ],
    };
  }
  const lead = `${SORRY} I can put this on record, so that a colleague reads it and gets back to you; if you would rather speak to a person now, just say so.`;
  const said = made.result.ok ? sayWrite(made, lead) : sayFault(transcript, 'put it on record');
  if (said !== undefined && 'say' in said && made.result.ok) return said;
  const why = said !== undefined && 'say' in said ? said.say : '';
  return { say: sayAll([SORRY, why, `${PERSON_OFFER} who listens to it?`]), outcome: 'needs-info' };
}

/** A headline out of the first sentence that says something. */
function topicOf(request: string): string {
  const sentences = request.split(/(?<=[.!?:;])\s+/).map((sentence) => sentence.trim());
  const telling = sentences.find(
    (sentence) => sentence.split(/\s+/).length > 3 && !/\bcomplaint\b/i.test(sentence),
  );
  const topic = (telling ?? request).replace(/[.!?:;\s]+$/, '');
  return `Complaint: ${topic.length > 90 ? `${topic.slice(0, 89).trim()}…` : topic}`;
}
