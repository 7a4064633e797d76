import type { Move, Transcript } from '../../models/local/playbook.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER, summaryOf } from '../playbook/handoff.js';
import { lastRequest } from '../playbook/references.js';
import { capitalize } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';

const NEW =
  /(?<!\b(?:an|any|my|the|your|this|that|is|are|have|has|got) )\b(?:open|create|file|raise|log|start|submit|make)\b(?: me| us| up)?(?: (?:a|an|another|the|new|support|service|help|repair|warranty))* (?:ticket|case|claim)\b/i;
const ABOUT = /\b(?:about|because|for|regarding|that)\s+(.{3,100}?)(?:[.!?\n]|$)/i;
/** What is left of a request beside the wish for a ticket. */
const WISH = /^.*?\b(?:ticket|case|claim)\b(?:\s*(?:please|pls|for me))*\s*[:,;.!\u2013-]*\s*/is;

/** Whether a request wants a ticket to be opened, and does not ask for one that is. */
export function asksForTicket(request: string): boolean {
  return NEW.test(request);
}

/** Proposes a ticket about what the request names, or about what was spoken of before. */
export function answerNewTicket(transcript: Transcript): Move {
  const [made] = callsOf(transcript, 'open_ticket');
  if (made !== undefined) {
    return (
      sayFault(transcript, 'open a ticket') ??
      sayWrite(made) ?? {
        say: `I could not prepare a ticket. ${PERSON_OFFER} instead?`,
        outcome: 'needs-info',
      }
    );
  }
  const topic = topicOf(transcript);
  if (topic === '') return { say: 'What shall the ticket be about?', outcome: 'needs-info' };
  return call('open_ticket', { topic: capitalize(topic).slice(0, 120), summary: summaryOf(transcript) });
}

/** What stands beside the wish, else what it is said to be about, else what was spoken of before. */
function topicOf(transcript: Transcript): string {
  const { request } = transcript;
  const rest = request
    .replace(WISH, '')
    .replace(/^(?:about|because|for|regarding|that)\s+/i, '')
    .trim();
  const [sentence = ''] = rest.split(/(?<=[.!?])\s/);
  if (sentence.split(/\s+/).length > 2) return sentence.replace(/[.!?]+$/, '').slice(0, 100);
  return (ABOUT.exec(request)?.[1] ?? (rest.length > 2 ? rest : lastRequest(transcript)))
    .slice(0, 100)
    .trim();
}
