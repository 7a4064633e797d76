import type { Move, Playbook, RankedIntent, Transcript } from '../../models/local/playbook.js';
import type { BrowsingView } from '../../tools/customers/browsing-view.js';
import type { PreferenceListView } from '../../tools/customers/get-preferences.js';
import type { ProfileView } from '../../tools/customers/profile-view.js';
import type { ProfileField } from '../../tools/customers/to-profile-view.js';
import { askingOnce } from '../playbook/ask-again.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { commonUtterances } from '../playbook/common-utterances.js';
import { isComplaint, recordComplaint } from '../playbook/complaints.js';
import { sayFault } from '../playbook/faults.js';
import { answerPersonOffer, asksForPerson, handOff, PERSON_OFFER, summaryOf } from '../playbook/handoff.js';
import { answerConfirmation } from '../playbook/say-proposed.js';
import { answerCommonIntent } from '../playbook/small-talk.js';
import { toIntents } from '../playbook/to-intents.js';
import { decideAccountIntent } from './account-intent.js';
import { answeredChange, changeAccount } from './change-account.js';
import { findProfileFields } from './profile-fields.js';
import { sayBrowsing } from './say-browsing.js';
import { sayPreferences } from './say-preferences.js';
import { sayProfile } from './say-profile.js';
import { personalizationUtterances } from './utterances.js';

const SELF = {
  helpsWith:
    'your account: profile, addresses, payment methods, what is remembered about you and what you looked at',
};

/** How the local model plays the agent for the customer's own data. */
export const personalizationPlaybook: Playbook = {
  intents: toIntents(personalizationUtterances, commonUtterances),
  next: askingOnce((transcript, ranked) => {
    if (asksForPerson(transcript.request))
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    if (isComplaint(transcript.request)) return recordComplaint(transcript);
    return (
      answerPersonOffer(transcript) ?? answerConfirmation(transcript) ?? answerIntent(transcript, ranked)
    );
  }),
};

function answerIntent(transcript: Transcript, ranked: readonly RankedIntent[]): Move {
  const intent = answeredChange(transcript) ?? decideAccountIntent(transcript.request, ranked);
  const common = answerCommonIntent(transcript, intent, SELF);
  if (common !== undefined) return common;
  switch (intent) {
    case 'membership':
      return answerProfile(transcript, ['tier']);
    case 'show-addresses':
      return answerProfile(transcript, ['addresses']);
    case 'show-payment-methods':
      return answerProfile(transcript, ['payment-methods']);
    case 'show-preferences':
      return answerPreferences(transcript);
    case 'browsing':
      return answerBrowsing(transcript);
    case 'show-profile':
      return answerProfile(transcript, findProfileFields(transcript.request));
    default:
      return changeAccount(transcript, intent);
  }
}

function answerProfile(transcript: Transcript, fields: readonly ProfileField[]): Move {
  const profile = viewOf<ProfileView>(transcript, 'get_profile');
  if (profile !== undefined) return { say: sayProfile(profile, transcript), outcome: 'answered' };
  const fault = sayFault(transcript, 'see your account');
  if (fault !== undefined) return fault;
  if (callsOf(transcript, 'get_profile').length > 0)
    return offerPerson('I cannot find your profile, which should not be.', 'to look into it');
  return call('get_profile', { fields });
}

function answerPreferences(transcript: Transcript): Move {
  const preferences = viewOf<PreferenceListView>(transcript, 'get_preferences');
  if (preferences !== undefined) return { say: sayPreferences(preferences), outcome: 'answered' };
  return sayFault(transcript, 'see what is remembered about you') ?? call('get_preferences');
}

function answerBrowsing(transcript: Transcript): Move {
  const view = viewOf<BrowsingView>(transcript, 'get_browsing_summary');
  if (view !== undefined) return { say: sayBrowsing(view, transcript), outcome: 'answered' };
  return (
    sayFault(transcript, 'see what you looked at') ??
    call('get_browsing_summary', { window: windowOf(transcript.request) })
  );
}

function windowOf(request: string): string {
  const plain = request.toLowerCase();
  if (/\btoday\b/.test(plain)) return 'day';
  if (/\byesterday\b|\bweek\b|\bother day\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/.test(plain))
    return 'week';
  if (/\byear\b|\bever\b/.test(plain)) return 'year';
  return /\bquarter\b|\bmonths\b/.test(plain) ? 'quarter' : 'month';
}

function offerPerson(what: string, purpose: string): Move {
  return { say: `${what} ${PERSON_OFFER} ${purpose}?`, outcome: 'needs-info' };
}
