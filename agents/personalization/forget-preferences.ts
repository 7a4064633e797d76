import type { Move, Transcript } from '../../models/local/playbook.js';
import type { PreferenceListView } from '../../tools/customers/get-preferences.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { bestByWords } from '../playbook/references.js';
import { sayAll } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { tellingWords, wordSet } from '../playbook/words.js';
import { sayPreferences } from './say-preferences.js';

const MOST_AT_ONCE = 6;
const NOT_NAMES = wordSet('forget delete remove erase clear preference preferences remember remembered');

/** Forgets what the customer names, or all of it when they say so; otherwise lists what is remembered and asks. */
export function forgetPreferences(transcript: Transcript, question: string): Move {
  const view = viewOf<PreferenceListView>(transcript, 'get_preferences');
  if (view === undefined)
    return sayFault(transcript, 'see what is remembered about you') ?? call('get_preferences');
  const kept = view.preferences;
  if (kept.length === 0)
    return {
      say: 'Nothing is remembered about your preferences, so there is nothing to forget.',
      outcome: 'answered',
    };
  const made = callsOf(transcript, 'forget_preference');
  if (made.length > 0) {
    const moves = made.flatMap((each) => sayWrite(each) ?? []);
    const said = moves.flatMap((move) => ('say' in move ? [move.say] : []));
    return { say: sayAll(said, '\n\n'), outcome: 'answered' };
  }
  const keys = namedKeys(transcript.request, kept);
  if (keys.length > 0) return { calls: keys.map((key) => ({ tool: 'forget_preference', args: { key } })) };
  return { say: `${sayPreferences(view)}\n${question}`, outcome: 'needs-info' };
}

function namedKeys(request: string, kept: PreferenceListView['preferences']): string[] {
  if (/\b(?:all|everything|whole|any of (?:it|that))\b/i.test(request)) {
    return kept.slice(0, MOST_AT_ONCE).map(({ key }) => key);
  }
  const facts = kept.map(({ key, value }) => ({
    kind: 'slot',
    id: key,
    label: `${key.replaceAll(/[_-]/g, ' ')} ${value}`,
    agent: '',
  }));
  const named = bestByWords(facts, tellingWords(request, NOT_NAMES)).map(({ id }) => id);
  if (named.length === 0 && kept.length === 1) return kept.map(({ key }) => key);
  return named.slice(0, MOST_AT_ONCE);
}
