import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnEvent } from '../../contract/events.js';
import { type ChatClient, startChat } from './chat-client.js';
import type { Step } from './conversation.js';
import { HELP_CONVERSATIONS } from './conversations-help.js';
import { MIXED_CONVERSATIONS } from './conversations-mixed.js';
import { ORDER_CONVERSATIONS } from './conversations-orders.js';
import { SHOP_CONVERSATIONS } from './conversations-shop.js';
import { openWorld, type TestWorld } from './open-world.js';

const CONVERSATIONS = [
  ...ORDER_CONVERSATIONS,
  ...HELP_CONVERSATIONS,
  ...SHOP_CONVERSATIONS,
  ...MIXED_CONVERSATIONS,
];

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ supervisors: 2 });
});
afterAll(() => world.close());

describe('a customer whose turns alternate between two supervisors', () => {
  it.each(CONVERSATIONS)('$name', async ({ customer, steps }) => {
    const [first = '', second = ''] = world.supervisors;
    const token = customer === undefined ? undefined : await world.tokenOf(customer);
    const chat: ChatClient = await startChat(first, token);
    for (const [index, step] of steps.entries()) {
      const events = await chat.say(step.say, index % 2 === 0 ? first : second);
      expectStep(step, events);
    }
  });
});

function expectStep(step: Step, events: readonly TurnEvent[]): void {
  const words = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  const told = `"${step.say}" was answered: ${words}`;
  const end = events.at(-1);
  if (end?.type !== 'turn-end') throw new Error(`${told}\nno turn-end but ${JSON.stringify(end)}`);
  // A stand-in would hide that the configured models do not answer.
  expect.soft(end.degraded, `${told} (degraded)`).toBe(false);
  const ended = end.outcomes.map(({ agent, status }) => `${agent} ${status}`);
  expect
    .soft(
      ended,
      `${told}
${ended.join(', ')}`,
    )
    .toEqual(step.ends.map(toMatcher));
  for (const pattern of step.shows ?? []) expect.soft(words, told).toMatch(pattern);
  for (const pattern of step.never ?? []) expect.soft(words, told).not.toMatch(pattern);
  const cited = events.flatMap((event) => (event.type === 'citation' ? [event.citation.documentId] : []));
  const { cites } = step;
  if (cites !== undefined)
    expect
      .soft(
        cited.some((id) => cites.includes(id)),
        `${told}\ncites ${cited.join(', ')}`,
      )
      .toBe(true);
  const cards = events.flatMap((event) => (event.type === 'item-shown' ? [event.item.id] : []));
  for (const card of step.cards ?? []) expect.soft(cards, told).toContain(card);
}

/** `agent a|b` is met by `agent a` and by `agent b`; `agent a, other b` by either of two agents. */
function toMatcher(end: string): unknown {
  const ends = end.split(', ').map((each) => {
    const [agent, statuses] = each.split(' ');
    return `${agent} (?:${statuses})`;
  });
  return expect.stringMatching(new RegExp(`^(?:${ends.join('|')})$`));
}
