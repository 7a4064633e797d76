import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import { NO_USAGE } from '../../contract/usage.js';
import type { Assignment, TurnStateValue } from '../state.js';
import { CLARIFYING } from './direct-reply.js';
import type { Router } from './router.js';
import { createUnderstand, type RouteWithModel } from './understand.js';

const ROUTED: Assignment = { requestId: 'r1', agent: 'order-management', request: 'routed' };
const MODELLED: Assignment = { requestId: 'r1', agent: 'troubleshooting', request: 'by the model' };
const router: Router = { route: async () => ({ plan: [ROUTED], confidence: 0.99, outOfScope: 0 }) };

function state(message: string, memory: Partial<TurnStateValue['memory']> = {}): TurnStateValue {
  const empty = { window: [], summary: '', facts: [], lastAgent: null, awaiting: null, openActions: [] };
  return { message, memory: { ...empty, ...memory }, plan: [], results: [], answer: '' };
}

async function plan(turn: TurnStateValue, routeWithModel?: RouteWithModel): Promise<Assignment[]> {
  const understand = createUnderstand({ router, routeWithModel, cards: AGENT_CARDS });
  return understand(turn, new AbortController().signal);
}

const openActions = [{ id: 'a1', argsHash: 'h' }];

describe('understanding', () => {
  it('takes a plain yes for the one open action', async () => {
    expect(await plan(state('yes', { openActions }))).toMatchObject([
      { reply: 'confirm', action: { id: 'a1' } },
    ]);
  });

  it('takes no yes or no for the action while an agent waits for an answer', async () => {
    const waiting = { openActions, awaiting: 'order-management' };
    expect(await plan(state('yes', waiting))).toEqual([ROUTED]);
    expect(await plan(state('no', waiting))).toEqual([ROUTED]);
  });

  it('leaves at that what is given up, but for a decision that is open', async () => {
    const window = [
      { role: 'customer' as const, text: 'change my order' },
      { role: 'assistant' as const, text: 'Which order?' },
    ];
    const asked = { window, awaiting: 'order-management' };
    expect(await plan(state("no, don't bother, leave it", asked))).toMatchObject([{ reply: 'given-up' }]);
    expect(await plan(state('never mind the colour', asked))).toEqual([ROUTED]);
    expect(await plan(state('never mind', { window, openActions }))).toMatchObject([{ reply: 'decline' }]);
    expect(await plan(state('never mind'))).toEqual([ROUTED]);
  });

  it('takes no yes for the action after a clarifying question', async () => {
    const window = [
      { role: 'customer' as const, text: 'hm' },
      { role: 'assistant' as const, text: `${CLARIFYING} Is it about your orders?`, agent: 'supervisor' },
    ];
    expect(await plan(state('yes', { openActions, window }))).toEqual([ROUTED]);
  });

  it('says that it reads only English, and answers nothing else', async () => {
    expect(await plan(state('Wo bleibt meine Lieferung?'))).toMatchObject([{ reply: 'other-language' }]);
  });

  it('takes an address or a name for an answer, whatever language its words are of', async () => {
    const waiting = { awaiting: 'order-management' };
    expect(await plan(state('Calle de la Reina 5, San José, CA 95112', waiting))).toEqual([ROUTED]);
  });

  it('asks the model about another language, however sure the router is', async () => {
    const asked: RouteWithModel = async () => ({ plan: [MODELLED], usage: NO_USAGE });
    expect(await plan(state('Wo bleibt meine Lieferung?'), asked)).toEqual([MODELLED]);
    expect(await plan(state('where is my parcel'), asked)).toEqual([ROUTED]);
    const mute: RouteWithModel = async () => ({ plan: undefined, usage: NO_USAGE });
    expect(await plan(state('Wo bleibt meine Lieferung?'), mute)).toMatchObject([
      { reply: 'other-language' },
    ]);
  });
});
