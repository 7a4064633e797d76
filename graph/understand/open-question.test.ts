import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import type { WindowMessage } from '../../contract/session-context.js';
import { toDirectReply } from './direct-reply.js';
import { choiceNamedIn, openQuestionOf } from './open-question.js';
import type { Route, RouteInput, Router } from './router.js';
import { withClarification } from './with-clarification.js';

const ASKED: WindowMessage = {
  role: 'assistant',
  text: toDirectReply('unclear', AGENT_CARDS).text,
  agent: 'supervisor',
};
const said = (text: string): WindowMessage => ({ role: 'customer', text });
const choices = AGENT_CARDS.map(({ id }) => id);

describe('the open question', () => {
  it('is the newest message, with what it was about and what it offered', () => {
    const open = openQuestionOf([said('it is about the thing'), ASKED], AGENT_CARDS);
    expect(open).toEqual({ request: 'it is about the thing', choices, times: 1 });
  });

  it('counts how often in a row it was asked', () => {
    const window = [
      said('hi'),
      { role: 'assistant' as const, text: 'Hello!' },
      said('a'),
      ASKED,
      said('b'),
      ASKED,
    ];
    expect(openQuestionOf(window, AGENT_CARDS)).toMatchObject({ request: 'a\nb', times: 2 });
  });

  it('is none once something else was answered', () => {
    expect(
      openQuestionOf([said('a'), ASKED, said('orders'), { role: 'assistant', text: 'Here.' }], AGENT_CARDS),
    ).toBeUndefined();
    expect(openQuestionOf([], AGENT_CARDS)).toBeUndefined();
  });
});

describe('an answer to it', () => {
  it.each([
    ['orders', 'order-management'],
    ['my account', 'personalization'],
    ['products please', 'product-recommendation'],
    ['the first', choices[0]],
    ['2', choices[1]],
    ['the last one', choices.at(-1)],
    ['my vacuum does not charge since Monday', undefined],
    ['9', undefined],
  ])('%s', (answer, agent) => expect(choiceNamedIn(answer, { choices }, AGENT_CARDS)).toBe(agent));
});

describe('a router that hears it', () => {
  const unclear: Route = {
    plan: [{ requestId: 'r1', agent: 'supervisor', request: 'hm', reply: 'unclear' }],
    confidence: 0.2,
    outOfScope: 0,
  };
  const asked: string[] = [];
  const inner: Router = {
    async route({ message }: RouteInput) {
      asked.push(message);
      return message.includes('parcel')
        ? { ...unclear, plan: [{ requestId: 'r1', agent: 'order-management', request: message }] }
        : unclear;
    },
  };
  const router = withClarification(inner, AGENT_CARDS);
  const route = (message: string, times: number, request = 'it is late') =>
    router.route(
      { message, lastAgent: null, awaiting: null, open: { request, choices, times } },
      new AbortController().signal,
    );

  it('sends what was unclear to the agent that was named', async () => {
    expect((await route('my orders', 1)).plan).toMatchObject([
      { agent: 'order-management', request: 'it is late\nmy orders' },
    ]);
  });

  it('takes both messages together when neither says enough', async () => {
    expect((await route('today', 1, 'my parcel thing')).plan).toMatchObject([{ agent: 'order-management' }]);
  });

  it('asks twice at most, then a person takes over', async () => {
    expect((await route('hm', 1)).plan).toMatchObject([{ reply: 'unclear' }]);
    expect((await route('hm', 2)).plan).toMatchObject([{ reply: 'person', request: 'it is late\nhm' }]);
  });
});
