import { isOpen } from './action-state.js';

/**
 * @typedef {import('./action-state.js').Action} Action
 * @typedef {import('../../contract/problem.js').Problem} Problem
 */

const TONES = /** @type {const} */ ({
  proposed: 'busy',
  offered: 'busy',
  confirmed: 'busy',
  'waiting-for-staff': 'busy',
  committed: 'good',
  declined: 'quiet',
  rejected: 'bad',
  expired: 'quiet',
  failed: 'bad',
  withdrawn: 'quiet',
});

const STATES = /** @type {const} */ ({
  proposed: 'Not done yet',
  offered: 'Not done yet',
  confirmed: 'Not done yet',
  'waiting-for-staff': 'Waiting for a colleague',
  committed: 'Done',
  declined: 'Declined',
  rejected: 'Not approved',
  expired: 'Expired',
  failed: 'Not done',
  withdrawn: 'Replaced',
});

/** What there is to say under an action while the server sent no words of its own. */
const NOTES = /** @type {const} */ ({
  proposed: '',
  offered: '',
  confirmed: 'You confirmed this. It is being carried out.',
  'waiting-for-staff': 'You confirmed this. A colleague looks at it next; this page shows what comes of it.',
  committed: '',
  declined: 'You declined this. Nothing was changed.',
  rejected: 'A colleague did not approve this. Nothing was changed.',
  expired: 'The time to confirm this is over. Nothing was changed. Ask again for a new offer.',
  failed: 'This could not be done. Nothing was changed.',
  withdrawn: 'A newer offer took the place of this one. Nothing was changed.',
});

const CUT_OFF = 'The answer was cut off before this was offered. Nothing was changed. Ask again.';
const UNSURE =
  'The support service cannot be reached, so it is not certain that your decision arrived. Trying again is safe: nothing is done twice.';
const NO_CODE = 'This was not confirmed: it needs the one-time code. Nothing was changed.';

/** How an action stands, in two or three words, and in which tone. @param {Action} action */
export function actionState({ view, attempt }) {
  if (attempt.kind === 'failed' && attempt.problem.code === 'network')
    return { words: 'Not certain', tone: 'busy' };
  const words = attempt.kind === 'sending' ? SENDING[attempt.decision] : STATES[view.status];
  return { words, tone: TONES[view.status] };
}

const SENDING = /** @type {const} */ ({ confirm: 'Confirming…', decline: 'Declining…' });

/** What there is to know about how it stands: the server's own words where it has some. @param {Action} action @param {boolean} running whether the answer is still being written */
export function actionNote({ view, attempt }, running) {
  if (attempt.kind === 'sending') return '';
  if (attempt.kind === 'failed') return problemInWords(attempt.problem);
  if (view.status === 'proposed') return running ? '' : CUT_OFF;
  if (view.result !== undefined && !isOpen({ view, attempt })) return view.result;
  return NOTES[view.status];
}

/** @param {Problem} problem */
function problemInWords({ code, title, detail }) {
  if (code === 'network') return UNSURE;
  return code === 'step-up-required' ? NO_CODE : (detail ?? title);
}
