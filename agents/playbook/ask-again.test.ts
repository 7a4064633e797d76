import { describe, expect, it } from 'vitest';
import type { Move, Transcript } from '../../models/local/playbook.js';
import { askingOnce, NOT_UNDERSTOOD } from './ask-again.js';

const QUESTION: Move = {
  say: 'Which order is it? These come into question: 1 and 2.',
  outcome: 'needs-info',
};
const next = askingOnce(() => QUESTION);

function having(...replies: readonly string[]): Transcript {
  const window = replies.flatMap((text): Transcript['window'] => [
    { role: 'customer', text: 'hm' },
    { role: 'assistant', text },
  ]);
  const rest = { facts: [], calls: [], now: new Date('2026-06-15'), verified: true, locale: 'en-US' };
  return { request: 'zzz', window, ...rest };
}

const sayOf = (move: Move): string => ('say' in move ? move.say : '');

describe('a playbook that asks once', () => {
  it('asks as it is the first time, and again when something else was said between', () => {
    expect(next(having(), [])).toEqual(QUESTION);
    expect(next(having(QUESTION.say, 'Your parcel is on its way.'), [])).toEqual(QUESTION);
  });

  it('says that it did not understand before it asks the same again', () => {
    const again = sayOf(next(having(QUESTION.say), []));
    expect(again).toContain('did not understand');
    expect(again).toContain(QUESTION.say);
  });

  it('brings in a person in place of the third time', () => {
    const again = sayOf(next(having(QUESTION.say), []));
    expect(next(having(QUESTION.say, again), [])).toMatchObject({ calls: [{ tool: 'transfer_to_human' }] });
  });

  it('goes back to the offer in hand when it does not understand, so that the next message can confirm it', () => {
    const offer =
      'I have prepared this:\n\nCancel order 1\n- all of it\n\nPlease confirm it with the button below.';
    const lost = askingOnce(() => ({ say: `${NOT_UNDERSTOOD}. What is it about?`, outcome: 'needs-info' }));
    const first = lost(having(offer), []);
    expect(first).toMatchObject({ outcome: 'answered' });
    expect(sayOf(first)).toContain('"Cancel order 1" still waits for your confirmation');
    const second = lost(having(offer, sayOf(first)), []);
    expect(second).toMatchObject({ outcome: 'answered' });
    expect(lost(having(offer, sayOf(first), sayOf(second)), [])).toMatchObject({
      calls: [{ tool: 'transfer_to_human' }],
    });
    expect(lost(having(offer, 'Your parcel is on its way.'), [])).toMatchObject({ outcome: 'needs-info' });
  });

  it('leaves answers alone, however often they come', () => {
    const answer: Move = { say: 'It is on its way.', outcome: 'answered' };
    expect(askingOnce(() => answer)(having(answer.say, answer.say), [])).toBe(answer);
  });
});
