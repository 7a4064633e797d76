import type { Move, Transcript } from '../../models/local/playbook.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { findReferences } from '../playbook/references.js';
import { sayAll } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { findAmountCents } from './change-words.js';

const SORRY = 'I am sorry that it went this way; you had every reason to expect better.';

/** A complaint: a credit is proposed only when the customer names an amount and an order; otherwise a person is offered. */
export function answerComplaint(transcript: Transcript): Move {
  const { request } = transcript;
  const orderId = findOrderNumbers(request)[0] ?? findReferences(transcript, 'order')[0]?.id;
  const cents = findAmountCents(request);
  const [made] = callsOf(transcript, 'issue_credit');
  if (made === undefined && orderId !== undefined && cents !== undefined && cents > 0) {
    return call('issue_credit', { order_id: orderId, amount_cents: cents, reason: request.slice(0, 300) });
  }
  const said =
    made === undefined ? undefined : (sayFault(transcript, 'look at this') ?? sayWrite(made, SORRY));
  if (said !== undefined && 'say' in said && made?.result.ok === true) return said;
  const why = said !== undefined && 'say' in said ? said.say : 'I cannot grant a credit on my own.';
  return {
    say: sayAll([SORRY, why, `${PERSON_OFFER} who can look at what happened and make it right?`]),
    outcome: 'needs-info',
  };
}
