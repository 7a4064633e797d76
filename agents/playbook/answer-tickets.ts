import type { Move, Transcript } from '../../models/local/playbook.js';
import type { TicketListView } from '../../tools/support/get-ticket.js';
import { call, callsOf, viewOf } from './calls.js';
import { sayFault } from './faults.js';
import { sayDate } from './say-date.js';

const STATES: Record<TicketListView['tickets'][number]['status'], string> = {
  open: 'open; nobody has decided on it yet',
  waiting: 'waiting for something, usually the goods or an answer',
  resolved: 'resolved',
  rejected: 'closed without being accepted',
};

/** Whether a request asks for a case or ticket by its number. */
export function namesTicket(request: string): boolean {
  return /\b(?:case|ticket)s?[\s#-]*(?:number |no\.? ?|nr\.? ?)?#?(?:[A-Z]{1,5}-)?[0-9A-F]*\d[0-9A-F]{2,}\b|\b[TPRXH]-(?=[0-9A-F]*\d)[0-9A-F]{8,10}\b/i.test(
    request,
  );
}

/** How far the customer's cases are, by number or all that are open. */
export function answerTickets(transcript: Transcript): Move {
  const id = /\b(?=[A-Z0-9-]*\d)[A-Z]{1,5}-?[A-Z0-9]{2,20}\b/.exec(transcript.request)?.[0];
  if (callsOf(transcript, 'get_ticket').length === 0)
    return call('get_ticket', id === undefined ? {} : { id });
  const view = viewOf<TicketListView>(transcript, 'get_ticket');
  if (view === undefined) {
    return (
      sayFault(transcript, 'see your cases') ?? {
        say: `I find no case ${id ?? ''} on your account. Could you check the number?`,
        outcome: 'needs-info',
      }
    );
  }
  if (view.tickets.length === 0)
    return { say: 'There is no open case on your account.', outcome: 'answered' };
  const lines = view.tickets.slice(0, 5).map((ticket) => {
    const order = ticket.orderId === null ? '' : ` for order ${ticket.orderId}`;
    return `Case ${ticket.id}${order} (${ticket.topic}), from ${sayDate(ticket.createdAt, transcript.now, transcript.locale)}: ${STATES[ticket.status]}.`;
  });
  return { say: lines.join('\n'), outcome: 'answered' };
}
