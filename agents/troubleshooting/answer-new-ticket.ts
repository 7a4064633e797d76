import type { Move, Transcript } from '../../models/local/playbook.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER, summaryOf } from '../playbook/handoff.js';
import { lastRequest } from '../playbook/references.js';
import { capitalize } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';

const NEW =
  /\b(?:open|create|file|raise|log|start|submit|make)\b(?: me| us)? (?:a|an|another|the|new)\b(?: \w+){0,2} (?:ticket|case|claim)\b/i;
const ABOUT = /\b(?:about|because|for|regarding|that)\s+(.{3,100}?)(?:[.!?\n]|$)/i;

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
  const topic = ABOUT.exec(transcript.request)?.[1] ?? lastRequest(transcript).slice(0, 100).trim();
  if (topic === '') return { say: 'What shall the ticket be about?', outcome: 'needs-info' };
  return call('open_ticket', { topic: capitalize(topic).slice(0, 120), summary: summaryOf(transcript) });
}
