import { describe, expect, it } from 'vitest';
import type { ActionStatus } from '../../contract/action.js';
import { CANCEL_PROPOSAL } from '../testing/samples.js';
import {
  failDecision,
  isEnded,
  isOpen,
  isWaiting,
  newAction,
  offerAction,
  sendDecision,
  settleDecision,
  storedAction,
  tellAction,
} from './action-state.js';

const PROBLEM = { type: 'about:blank', title: 'Busy', status: 503, code: 'unavailable' };
const viewOf = (status: ActionStatus) => ({ ...CANCEL_PROPOSAL, turnId: 't1', status });

describe('an action', () => {
  it('is proposed first, and offered once the answer is whole', () => {
    const action = newAction(CANCEL_PROPOSAL, 't1');
    expect(action.view).toEqual(viewOf('proposed'));
    const offered = offerAction(action);
    expect(offered.view).toEqual(viewOf('offered'));
    expect(offerAction(offered)).toBe(offered);
    const declined = storedAction(viewOf('declined'));
    expect(offerAction(declined)).toBe(declined);
  });

  it.each([
    ['proposed', 'open'],
    ['offered', 'open'],
    ['confirmed', 'waiting'],
    ['waiting-for-staff', 'waiting'],
    ['committed', 'ended'],
    ['declined', 'ended'],
    ['withdrawn', 'ended'],
    ['rejected', 'ended'],
    ['expired', 'ended'],
    ['failed', 'ended'],
  ] as const)('that is %s is %s', (status, kind) => {
    const action = storedAction(viewOf(status));
    expect({ open: isOpen(action), waiting: isWaiting(action), ended: isEnded(action) }).toEqual({
      open: kind === 'open',
      waiting: kind === 'waiting',
      ended: kind === 'ended',
    });
  });

  it('takes news of the server, but none that are older than what is known', () => {
    const waiting = storedAction(viewOf('waiting-for-staff'));
    expect(tellAction(waiting, viewOf('committed')).view.status).toBe('committed');
    expect(tellAction(waiting, viewOf('confirmed')).view.status).toBe('confirmed');
    expect(tellAction(waiting, viewOf('offered'))).toBe(waiting);
    const done = storedAction(viewOf('committed'));
    expect(tellAction(done, viewOf('failed'))).toBe(done);
  });

  it('listens to the answer alone while a decision is on its way', () => {
    const sending = sendDecision(storedAction(viewOf('offered')), 'confirm');
    expect(tellAction(sending, viewOf('expired'))).toBe(sending);
    expect(settleDecision(sending, viewOf('committed'))).toEqual(storedAction(viewOf('committed')));
  });

  it('keeps the problem of a decision until there is something newer to show', () => {
    const failed = failDecision(storedAction(viewOf('offered')), 'confirm', PROBLEM);
    expect(tellAction(failed, viewOf('offered'))).toBe(failed);
    expect(tellAction(failed, viewOf('committed')).attempt).toEqual({ kind: 'none' });
  });
});
