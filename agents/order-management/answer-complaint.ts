import type { Move, Transcript } from '../../models/local/playbook.js';
import { callsOf } from '../playbook/calls.js';
import { recordComplaint, SORRY } from '../playbook/complaints.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { findOrderNumbers } from '../playbook/order-numbers.js';
import { sayAll } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { findAmountCents } from './change-words.js';
import { chooseOrder } from './choose-order.js';
import { heardTexts, readHeard } from './heard.js';
import { openSlot, QUESTIONS, SLOT_QUESTIONS } from './slot-questions.js';

const MONEY =
  /\bcompensat\w*|\bcredit\b|\bdiscount\b|\bgoodwill\b|\bvoucher\b|\bmake (?:it )?up\b|\bmoney off\b|\b(?:dollars|usd|bucks)\b|\$ ?\d/i;

/** A complaint: money is proposed only when the customer asks for it and names how much; the rest is put on record. */
export function answerComplaint(transcript: Transcript): Move {
  const wantsMoney = heardTexts(transcript).some((text) => MONEY.test(text));
  return wantsMoney ? answerCredit(transcript) : recordComplaint(transcript);
}

/** A credit for one order, of the amount that the customer names; the shop's rules decide what becomes of it. */
function answerCredit(transcript: Transcript): Move {
  const [made] = callsOf(transcript, 'issue_credit');
  if (made !== undefined) return sayCredit(transcript, made);
  const named = readHeard(transcript, (text) => findOrderNumbers(text)[0]) ?? openSlot(transcript)?.orderId;
  const isDelay = heardTexts(transcript).some((text) => /\b(?:late|delay\w*|waiting|overdue)\b/i.test(text));
  const choice =
    named === undefined
      ? chooseOrder(transcript, {
          purpose: 'look at a credit',
          question: `${SORRY} ${QUESTIONS.complaint}`,
          fits: ({ status, late }) => (isDelay ? late : status !== 'pending' && status !== 'cancelled'),
          noneFits: 'None of your recent orders has been sent yet.',
        })
      : { orderIds: [named] };
  if ('move' in choice) return choice.move;
  const [orderId = ''] = choice.orderIds;
  const cents = readHeard(transcript, findAmountCents) ?? bareAmount(transcript);
  if (cents === undefined) {
    return {
      say: `${SORRY} A credit for order ${orderId} depends on what went wrong; I check that as soon as I know how much you would like. ${SLOT_QUESTIONS.complaint}`,
      outcome: 'needs-info',
    };
  }
  const reason = heardTexts(transcript).findLast((text) => text.length > 15) ?? transcript.request;
  const args = { order_id: orderId, amount_cents: cents, reason: reason.slice(0, 300) };
  return { calls: [{ tool: 'issue_credit', args }] };
}

/** "6" says an amount after the question for it. */
function bareAmount(transcript: Transcript): number | undefined {
  const amount = /^\W*(\d{1,4}(?:\.\d{2})?)\W*$/.exec(transcript.request)?.[1];
  return amount === undefined || openSlot(transcript)?.intent !== 'complaint'
    ? undefined
    : Math.round(Number(amount) * 100);
}

function sayCredit(transcript: Transcript, made: ReturnType<typeof callsOf>[number]): Move {
  const said = sayFault(transcript, 'look at this') ?? sayWrite(made, SORRY);
  if (said !== undefined && made.result.ok) return said;
  const why = said !== undefined && 'say' in said ? said.say : 'I cannot grant a credit on my own.';
  return {
    say: sayAll([why, `${PERSON_OFFER} who can look at what happened and make it right?`]),
    outcome: 'needs-info',
  };
}
