import { describe, expect, it } from 'vitest';
import type { TurnEvent } from '../../contract/events.js';
import { recordTurn } from '../testing/recorded-turns.js';
import { CANCEL_PART, CANCEL_PROPOSAL, GUIDE_PART, ORDER_PART } from '../testing/samples.js';
import { actionsOf, changeAction, isRunning, leaveTurn, newTurn, reduceTurn } from './turn-state.js';

const FAILED = {
  agent: 'troubleshooting',
  request: 'And the vacuum?',
  failure: { reason: 'unavailable', hint: 'Ask again soon.' },
} as const;

function eventsOf(steps: ReturnType<typeof recordTurn>): TurnEvent[] {
  return steps.flatMap((step) => ('event' in step ? [step.event] : []));
}

function play(events: readonly TurnEvent[]) {
  return events.reduce(reduceTurn, newTurn('k1', 'Where is it?'));
}

describe('reduceTurn', () => {
  it('gathers text, tools, cards and sources by request, in the order asked', () => {
    const turn = play(eventsOf(recordTurn([ORDER_PART, GUIDE_PART])));
    expect(turn).toMatchObject({ phase: 'done', turnId: 'turn-1', missing: [], degraded: false });
    expect(turn.parts.map(({ agent, status, text }) => ({ agent, status, text }))).toEqual([
      { agent: 'order-management', status: 'answered', text: ORDER_PART.text },
      { agent: 'troubleshooting', status: 'answered', text: GUIDE_PART.text },
    ]);
    expect(turn.parts[0]?.tools.map(({ tool, status }) => [tool, status])).toEqual([
      ['get_order', 'done'],
      ['track_shipment', 'done'],
    ]);
    expect(turn.parts[0]?.items).toEqual(ORDER_PART.items);
    expect(turn.parts[1]?.citations).toEqual(GUIDE_PART.citations);
  });

  it('shows each agent as waiting, then working, and a tool as running until it ends', () => {
    const [start, first] = eventsOf(recordTurn([ORDER_PART, GUIDE_PART]));
    if (start === undefined || first === undefined) return expect.unreachable();
    const part = { requestId: 'turn-1-r1', agent: 'order-management', callId: 'c9', tool: 'get_order' };
    const begun = play([start, first, { type: 'tool-start', ...part }]);
    expect(begun.parts.map((each) => each.status)).toEqual(['working', 'waiting']);
    expect(begun.parts[0]?.tools).toMatchObject([{ callId: 'c9', status: 'running' }]);
    const ended = reduceTurn(begun, {
      type: 'tool-end',
      ...part,
      ok: false,
      code: 'not-found',
      milliseconds: 3,
    });
    expect(ended.parts[0]?.tools).toMatchObject([
      { callId: 'c9', status: 'fault', code: 'not-found', milliseconds: 3 },
    ]);
  });

  it('keeps what was shown of a part that failed, and says why', () => {
    const cut = {
      ...ORDER_PART,
      text: 'Your order',
      items: [],
      failure: { reason: 'interrupted', hint: 'It was cut off.' },
    } as const;
    const turn = play(eventsOf(recordTurn([cut, FAILED])));
    expect(turn.parts[0]).toMatchObject({
      status: 'failed',
      reason: 'interrupted',
      incomplete: 'interrupted',
      text: 'Your order',
    });
    expect(turn.parts[1]).toMatchObject({ status: 'failed', reason: 'unavailable', incomplete: '' });
    expect(turn.parts.map((part) => (part.note || part.text).trim())).toEqual([
      'It was cut off.',
      'Ask again soon.',
    ]);
    expect(turn.missing.map(({ hint }) => hint)).toEqual(['It was cut off.', 'Ask again soon.']);
  });

  it('shows words for a request that was not announced, as when nobody in particular answers', () => {
    const turn = play([
      { type: 'turn-start', turnId: 't', requests: [] },
      { type: 'text-delta', requestId: 'greeting', text: 'Hello!' },
    ]);
    expect(turn.parts).toMatchObject([{ requestId: 'greeting', agent: '', text: 'Hello!' }]);
  });

  it('names no specialist for what the supervisor says itself, and has it work as soon as it speaks', () => {
    const requests = [{ requestId: 'r', agent: 'supervisor', request: 'hi' }];
    const turn = play([
      { type: 'turn-start', turnId: 't', requests },
      { type: 'text-delta', requestId: 'r', text: 'Hello!' },
    ]);
    expect(turn.parts).toMatchObject([{ agent: '', status: 'working', text: 'Hello!' }]);
  });

  it('shows a source and a card once, however often they are sent', () => {
    const [citation] = GUIDE_PART.citations ?? [];
    const [item] = ORDER_PART.items ?? [];
    if (citation === undefined || item === undefined) return expect.unreachable();
    const shown: TurnEvent[] = [
      { type: 'citation', requestId: 'r', citation },
      { type: 'item-shown', requestId: 'r', item },
    ];
    const [part] = play([...shown, ...shown]).parts;
    expect([part?.citations.length, part?.items.length]).toEqual([1, 1]);
  });

  it('keeps what was proposed with its request, once, and offers it when the turn has ended', () => {
    const events = eventsOf(recordTurn([ORDER_PART, CANCEL_PART]));
    const proposed = events.flatMap((event) => (event.type === 'action-proposed' ? [event, event] : []));
    const running = play([...events.slice(0, -1), ...proposed]);
    expect(running.parts.map((part) => part.actions.map(({ view }) => view.status))).toEqual([
      [],
      ['proposed'],
    ]);
    const ended = play(events);
    expect(actionsOf(ended)).toMatchObject([{ view: { id: 'a1', turnId: 'turn-1', status: 'offered' } }]);
    expect(ended.parts[1]?.status).toBe('needs-confirmation');
  });

  it('does not offer what was proposed in an answer that was cut off', () => {
    const events = eventsOf(recordTurn([CANCEL_PART])).slice(0, -1);
    const stopped = leaveTurn(play(events), 'stopped');
    expect(actionsOf(stopped)[0]?.view.status).toBe('proposed');
  });

  it('ends with an error or an interruption, and takes nothing after the end', () => {
    const problem = { type: 'about:blank', title: 'No', status: 500, code: 'internal' };
    const late: TurnEvent = { type: 'text-delta', requestId: 'r', text: 'late' };
    expect(play([{ type: 'error', problem }, late])).toMatchObject({ phase: 'error', problem, parts: [] });
    expect(play([{ type: 'turn-interrupted', turnId: 't' }, late])).toMatchObject({
      phase: 'interrupted',
      parts: [],
    });
  });

  it('says that a person has the conversation, and shows no empty answer beside it', () => {
    const events = eventsOf(recordTurn([{ agent: 'supervisor', request: 'Hello?', handedOff: true }]));
    const held = events.map((event) =>
      event.type === 'turn-end' ? { ...event, heldByPerson: true as const } : event,
    );
    expect(play(held)).toMatchObject({ phase: 'done', held: true, parts: [] });
    expect(play(events)).toMatchObject({ phase: 'done', held: false, parts: [{ status: 'handed-off' }] });
  });

  it('passes over an event of a kind that it does not know', () => {
    const turn = newTurn('k', 'q');
    const unknown = JSON.parse('{"type":"weather-report","sky":"clear"}');
    expect(reduceTurn(turn, unknown)).toEqual(turn);
  });

  it('never changes the turn it was given', () => {
    const freeze = (turn: ReturnType<typeof newTurn>) => {
      for (const part of turn.parts) for (const value of Object.values(part)) Object.freeze(value);
      for (const part of turn.parts) Object.freeze(part);
      Object.freeze(turn.parts);
      return Object.freeze(turn);
    };
    let turn = freeze(newTurn('k', 'q'));
    for (const event of eventsOf(recordTurn([ORDER_PART, FAILED]))) turn = freeze(reduceTurn(turn, event));
    expect(turn.phase).toBe('done');
  });
});

describe('leaveTurn', () => {
  it('stops a running turn and leaves a finished one as it is', () => {
    expect(leaveTurn(newTurn('k', 'q'), 'stopped').phase).toBe('stopped');
    const done = play(eventsOf(recordTurn([ORDER_PART])));
    expect(leaveTurn(done, 'lost')).toBe(done);
    expect([isRunning(newTurn('k', 'q')), isRunning(done)]).toEqual([true, false]);
  });
});

describe('changeAction', () => {
  const turn = play(eventsOf(recordTurn([CANCEL_PART])));

  it('changes that action and nothing else', () => {
    const changed = changeAction(turn, CANCEL_PROPOSAL.id, (action) => ({
      ...action,
      view: { ...action.view, status: 'declined' },
    }));
    expect(actionsOf(changed)[0]?.view.status).toBe('declined');
    expect(actionsOf(turn)[0]?.view.status).toBe('offered');
    expect(changed.parts[0]?.text).toBe(turn.parts[0]?.text);
  });

  it('gives the same turn back when there is nothing to change', () => {
    expect(changeAction(turn, 'another', (action) => ({ ...action }))).toBe(turn);
    expect(changeAction(turn, CANCEL_PROPOSAL.id, (action) => action)).toBe(turn);
  });
});
