import type { Move, Transcript } from '../../models/local/playbook.js';
import { findAddress, findAddressLabel } from '../playbook/addresses.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { lastReply } from '../playbook/references.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { forgetPreferences } from './forget-preferences.js';
import { findStatedPreference, isSensitive } from './stated-preference.js';

/** What is asked when a detail is missing; by it the next turn knows what the answer is for. */
const QUESTIONS = {
  'change-contact': 'What is the new e-mail address or phone number?',
  'change-account-address': 'What is the new address?',
  'forget-preference': 'Which of them shall I forget?',
} as const;

const MAIL = /[^\s<>,;]+@[^\s<>,;]+\.[a-z]{2,}/i;
const PHONE = /(?<![\d-])\+?\d[\d ()./-]{5,28}\d(?![\d-])/;

/** The change that the last message asked a detail for, when this one gives it. */
export function answeredChange(transcript: Transcript): keyof typeof QUESTIONS | undefined {
  const reply = lastReply(transcript);
  const { request } = transcript;
  if (reply.includes(QUESTIONS['change-contact']) && (MAIL.test(request) || PHONE.test(request)))
    return 'change-contact';
  if (reply.includes(QUESTIONS['change-account-address']) && findAddress(request) !== undefined)
    return 'change-account-address';
  if (reply.includes(QUESTIONS['forget-preference']) && !/\?\s*$/.test(request)) return 'forget-preference';
  return undefined;
}

/** Requests to change something of the account: proposed where there is a tool for it, a person for the rest. */
export function changeAccount(transcript: Transcript, intent: string): Move {
  if (!transcript.verified)
    return { say: 'To change anything in your account, please sign in first.', outcome: 'needs-info' };
  switch (intent) {
    case 'set-preference':
      return rememberPreference(transcript);
    case 'forget-preference':
      return forgetPreferences(transcript, QUESTIONS['forget-preference']);
    case 'change-contact':
      return changeContact(transcript);
    case 'change-account-address':
      return changeAddress(transcript);
    case 'change-account-payment':
      return offerPerson(
        'Payment methods are not changed in this chat, so nothing has been changed. Please never write a card number here.',
        'to do it with you',
      );
    default:
      return offerPerson('I cannot do that with your account from this chat.', 'who can');
  }
}

function changeContact(transcript: Transcript): Move {
  const { request } = transcript;
  const email = MAIL.exec(request)?.[0];
  const phone = PHONE.exec(request)?.[0];
  if (email !== undefined || phone !== undefined) {
    return write(transcript, 'update_contact', {
      ...(email === undefined ? {} : { new_mail_address: email.replace(/[.!?]+$/, '') }),
      ...(phone === undefined || email !== undefined ? {} : { new_phone: phone.trim() }),
    });
  }
  if (/\b(?:sur|last |first )?name\b/i.test(request)) {
    return offerPerson(
      'The name of an account is not changed in this chat. Nothing has been changed.',
      'to do it',
    );
  }
  return { say: QUESTIONS['change-contact'], outcome: 'needs-info' };
}

function changeAddress(transcript: Transcript): Move {
  const { request } = transcript;
  if (/\b(?:delete|remove|get rid|erase)\b/i.test(request)) {
    return offerPerson('Saved addresses are not deleted in this chat. Nothing has been changed.', 'to do it');
  }
  const address = findAddress(request);
  const label = findAddressLabel(request);
  if (address !== undefined) {
    return write(transcript, 'update_address', { address, ...(label === undefined ? {} : { label }) });
  }
  return {
    say: `${QUESTIONS['change-account-address']} Please write street and number, city, state and postal code. Orders that were placed already keep their address.`,
    outcome: 'needs-info',
  };
}

function rememberPreference(transcript: Transcript): Move {
  const { request } = transcript;
  if (/\bnewsletters?\b|\bunsubscribe|\b(?:e-?mails|text messages|calls)\b/i.test(request)) {
    return offerPerson(
      'What we send you is not set in this chat, so nothing has been changed.',
      'to note it down',
    );
  }
  if (isSensitive(request)) {
    return { say: 'That is something a shop should not keep, so I have not stored it.', outcome: 'answered' };
  }
  const preference = findStatedPreference(request);
  if (preference !== undefined) return write(transcript, 'set_preference', { ...preference });
  return {
    say: 'What exactly shall I remember? For example: "My favorite brand is …" or "I prefer …". Nothing has been stored so far.',
    outcome: 'needs-info',
  };
}

function write(transcript: Transcript, tool: string, args: Record<string, unknown>): Move {
  const [made] = callsOf(transcript, tool);
  if (made === undefined) return call(tool, args);
  return (
    sayFault(transcript, 'prepare this') ??
    sayWrite(made) ??
    offerPerson('I could not read that as it should be. Nothing has been changed.', 'to do it with you')
  );
}

function offerPerson(what: string, purpose: string): Move {
  return { say: `${what} ${PERSON_OFFER} ${purpose}?`, outcome: 'needs-info' };
}
