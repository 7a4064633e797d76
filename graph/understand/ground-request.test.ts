import { describe, expect, it } from 'vitest';
import { TurnMemory } from '../state.js';
import { groundRequest } from './ground-request.js';

const MESSAGE = 'it broke, and mail me at Ava@Example.test or call 415 555 01 34';

function ground(request: string, memory: Partial<TurnMemory> = {}): string {
  return groundRequest(request, { message: MESSAGE, memory: TurnMemory.parse(memory) });
}

describe('a request as a model worded it', () => {
  it.each([
    ['has no number', 'the kettle that I bought broke'],
    ['repeats what the message says', 'mail me at ava@example.test'],
    ['joins a number that was written in groups', 'call 4155550134'],
    ['counts in one digit', 'the 2 of them broke'],
  ])('stays when it %s', (_, request) => {
    expect(ground(request)).toBe(request);
  });

  it('stays when the conversation names what it names', () => {
    const request = 'return order SB-100002 of $1,299.00';
    expect(ground(request)).toBe(MESSAGE);
    const shop = { role: 'assistant' as const, text: 'SB-100002 was $1,299.00.' };
    expect(ground(request, { window: [shop] })).toBe(request);
    expect(ground('return order SB-100002', { summary: 'They asked about SB-100002.' })).not.toBe(MESSAGE);
    const fact = { kind: 'order' as const, id: 'SB-100002', label: 'a kettle', agent: 'order-management' };
    expect(ground('return order SB-100002', { facts: [fact] })).not.toBe(MESSAGE);
  });

  it.each([
    ['an order', 'order SB-100077 broke'],
    ['an address', 'it broke; send a new one to 12 Mill Lane, 94110'],
    ['an e-mail', 'mail me at eva@example.test'],
    ['part of another e-mail', 'mail me at a@example.test'],
    ['a phone number', 'call 415 555 0135'],
  ])('gives way to the message when it makes up %s', (_, request) => {
    expect(ground(request)).toBe(MESSAGE);
  });
});
