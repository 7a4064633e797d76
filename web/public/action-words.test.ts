import { describe, expect, it } from 'vitest';
import type { ActionStatus } from '../../contract/action.js';
import { CANCEL_PROPOSAL } from '../testing/samples.js';
import { failDecision, sendDecision, storedAction } from './action-state.js';
import { actionNote, actionState } from './action-words.js';

const actionOf = (status: ActionStatus, result?: string) =>
  storedAction({
    ...CANCEL_PROPOSAL,
    turnId: 't1',
    status,
    ...(result === undefined ? {} : { result }),
  });
const problem = { type: 'about:blank', title: 'Busy', status: 503, code: 'unavailable' };

describe('the words for an action', () => {
  it.each(['proposed', 'offered', 'confirmed'] as const)('say that it is not done yet while %s', (status) =>
    expect(actionState(actionOf(status)).words).toBe('Not done yet'),
  );

  it.each([
    ['waiting-for-staff', 'Waiting for a colleague', 'busy'],
    ['committed', 'Done', 'good'],
    ['declined', 'Declined', 'quiet'],
    ['withdrawn', 'Replaced', 'quiet'],
    ['rejected', 'Not approved', 'bad'],
    ['expired', 'Expired', 'quiet'],
    ['failed', 'Not done', 'bad'],
  ] as const)('say of %s that it is "%s"', (status, words, tone) =>
    expect(actionState(actionOf(status))).toEqual({ words, tone }),
  );

  it('are those of the server where it has some, and say else that nothing was changed', () => {
    expect(actionNote(actionOf('failed', 'It has been packed meanwhile.'), false)).toBe(
      'It has been packed meanwhile.',
    );
    for (const status of ['declined', 'rejected', 'expired', 'failed', 'withdrawn'] as const)
      expect(actionNote(actionOf(status), false)).toContain('Nothing was changed.');
  });

  it('tell what is on its way, and nothing beside it', () => {
    const sending = sendDecision(actionOf('offered'), 'decline');
    expect([actionState(sending).words, actionNote(sending, false)]).toEqual(['Declining…', '']);
  });

  it('do not claim to know what a lost answer would have said', () => {
    const lost = failDecision(actionOf('offered'), 'confirm', { ...problem, code: 'network' });
    expect(actionNote(lost, false)).toMatch(/not certain that your decision arrived/);
    expect(actionState(lost).words).toBe('Not certain');
    const refused = failDecision(actionOf('offered'), 'confirm', { ...problem, detail: 'Ask later.' });
    expect(actionNote(refused, false)).toBe('Ask later.');
    expect(actionNote(failDecision(actionOf('offered'), 'confirm', problem), false)).toBe('Busy');
  });

  it('name the code that was not given, without the words of the protocol', () => {
    const detail = 'Confirming this needs a one-time code first: POST /v1/verification.';
    const refused = failDecision(actionOf('offered'), 'confirm', {
      ...problem,
      detail,
      code: 'step-up-required',
    });
    expect(actionNote(refused, false)).toMatch(/needs the one-time code/);
    expect(actionNote(refused, false)).not.toContain('POST');
  });

  it('say of one that was never offered that its answer was cut off', () => {
    expect(actionNote(actionOf('proposed'), true)).toBe('');
    expect(actionNote(actionOf('proposed'), false)).toMatch(/cut off before this was offered/);
  });
});
