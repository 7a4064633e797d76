import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../models/local/playbook.js';
import { findNewProblem } from './new-problem.js';

function conversation(asked: string, answered: string, request: string): Transcript {
  return {
    request,
    window: [
      { role: 'customer', text: asked },
      { role: 'assistant', text: answered },
    ],
    facts: [],
    calls: [],
    now: new Date('2026-06-10T10:00:00Z'),
    verified: false,
    locale: 'en-US',
  };
}

describe('a problem with another product', () => {
  const inGuide = (request: string) =>
    findNewProblem(conversation('the headphones do not pair', 'Do this. [headphones-pairing.2]', request));

  it.each([
    ['Great, solved. Next: the kettle does not heat', 'Next: the kettle does not heat'],
    ['ok. And my printer keeps jamming', 'And my printer keeps jamming'],
    ['the router is offline', 'the router is offline'],
  ])('is found: %s', (request, problem) => expect(inGuide(request)).toBe(problem));

  it.each([
    'they work on the laptop now, thank you',
    'still not connected to the tv',
    'the headphones do not show up on my laptop',
    'that did not help',
    'no luck. My laptop runs fine otherwise',
    'the light blinks red',
  ])('is not this: %s', (request) => expect(inGuide(request)).toBeUndefined());

  it('is told from the product that was named before when no guide was cited', () => {
    const request = 'forget it, my blender leaks';
    expect(findNewProblem(conversation('the toaster smells', 'Which one?', request))).toBe(request);
    expect(findNewProblem(conversation('hello', 'Hello!', request))).toBeUndefined();
  });
});
