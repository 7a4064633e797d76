import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../models/local/playbook.js';
import { leavesSubject, ownedThings } from './subject.js';

const reply = 'Look whether the light at the front blinks, then restart the app. [router-setup.1]';

function leaves(request: string): boolean {
  const transcript: Transcript = {
    request,
    window: [{ role: 'assistant', text: reply }],
    facts: [],
    calls: [],
    now: new Date(0),
    verified: false,
    locale: 'en-US',
  };
  return leavesSubject(transcript);
}

describe('the subject of a request', () => {
  it.each(['My sledge squeaks', 'where can I throw an empty cell away?', 'how long do refunds take'])(
    'is new: %s',
    (request) => expect(leaves(request)).toBe(true),
  );

  it.each(['the light is red', 'my app shows nothing', 'where do I find it?', 'how do I do that', 'no luck'])(
    'is the same: %s',
    (request) => expect(leaves(request)).toBe(false),
  );

  it('is what the customer calls their own', () => {
    expect(ownedThings('the belt of my old tractor and my sledge')).toEqual(['tractor', 'sledge']);
    expect(ownedThings('it beeps')).toEqual([]);
  });
});
