import { describe, expect, it } from 'vitest';
import { createMockSupervisor, type MockSupervisorOptions, type Script } from '../testing/mock-supervisor.js';
import { recordTurn } from '../testing/recorded-turns.js';
import {
  CANCEL_PART,
  CANCEL_PROPOSAL,
  GUIDE_PART,
  HANDOFF_PART,
  ORDER_PART,
  RETURN_PART,
} from '../testing/samples.js';
import { createApi } from './api.js';
import { createConversation } from './conversation.js';
import type { Turn } from './turn-state.js';

const SLOW: Script = { steps: recordTurn([ORDER_PART, GUIDE_PART], { pace: 5 }) };
const REFUSED: Script = {
  problem: { type: 'about:blank', title: 'No', status: 401, code: 'unauthenticated' },
};

function open(options: MockSupervisorOptions) {
  const { app, recorded, actions, staff } = createMockSupervisor(options);
  const shown: (readonly Turn[])[] = [];
  const changes: Turn[] = [];
  const owners: string[] = [];
  let settled = 0;
  let renewed = 0;
  let keys = 0;
  const fetch = async (path: RequestInfo | URL, init?: RequestInit) =>
    abortable(app.request(String(path), init), init?.signal);
  const conversation = createConversation(
    createApi({ fetch, token: () => '', locale: 'en' }),
    {
      show: (turns) => shown.push(turns),
      change: (turn) => changes.push(turn),
      settle: () => {
        settled += 1;
      },
      tell: (owner) => owners.push(owner),
    },
    {
      newKey: () => `key-${++keys}`,
      renewToken: async () => {
        renewed += 1;
      },
      verify: async () => false,
      pollMs: 5,
    },
  );
  const counts = () => ({ settled, renewed });
  return {
    conversation,
    recorded,
    actions,
    staff,
    owners,
    shown,
    changes,
    counts,
    last: () => changes.at(-1),
  };
}

/** What `fetch` does and an in-process app does not: an abort fails the body that is being read. */
async function abortable(pending: Response | Promise<Response>, signal: AbortSignal | null | undefined) {
  const response = await pending;
  if (signal === null || signal === undefined || response.body === null) return response;
  const { readable, writable } = new TransformStream();
  response.body.pipeTo(writable, { signal }).catch(() => undefined);
  return new Response(readable, response);
}

describe('createConversation', () => {
  it('makes the session with the first message, and only then', async () => {
    const { conversation, recorded, last, counts } = open({
      script: () => ({ steps: recordTurn([ORDER_PART]) }),
    });
    expect(conversation.sessionId()).toBe('');
    await conversation.send('Where is it?');
    await conversation.send('And now?');
    expect(conversation.sessionId()).toBe('session-1');
    expect(recorded.map(({ path, idempotencyKey }) => [path, idempotencyKey])).toEqual([
      ['/v1/sessions', undefined],
      ['/v1/sessions/session-1/messages', 'key-1'],
      ['/v1/sessions/session-1/messages', 'key-2'],
    ]);
    expect(last()).toMatchObject({ question: 'And now?', phase: 'done' });
    expect(conversation.firstQuestion()).toBe('Where is it?');
    expect(counts().settled).toBe(2);
  });

  it('runs one turn at a time', async () => {
    const { conversation, recorded } = open({ script: () => SLOW });
    const first = conversation.send('one');
    expect(conversation.isRunning()).toBe(true);
    await conversation.send('two');
    await first;
    expect(recorded.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(1);
    expect(conversation.isRunning()).toBe(false);
  });

  it('keeps what had arrived when the customer stops the turn', async () => {
    const { conversation, changes, last } = open({ script: () => SLOW });
    const sent = conversation.send('one');
    while (!changes.some((turn) => turn.parts.some((part) => part.text !== ''))) await pause();
    conversation.stop();
    await sent;
    expect(last()?.phase).toBe('stopped');
    expect(last()?.parts[0]?.text).toMatch(/^Your /);
  });

  it('shows a refusal in the turn, and the next attempt in its place under the same key', async () => {
    const script = (_: string, attempt: number): Script =>
      attempt === 1
        ? {
            problem: { type: 'about:blank', title: 'Busy', status: 409, code: 'turn-running' },
            retryAfter: 2,
          }
        : { steps: recordTurn([ORDER_PART]) };
    const { conversation, recorded, last } = open({ script });
    await conversation.send('one');
    expect(last()).toMatchObject({ phase: 'error', problem: { title: 'Busy', detail: 'Try again in 2 s.' } });
    await conversation.send('one', last()?.key);
    expect(last()).toMatchObject({ key: 'key-1', phase: 'done', problem: undefined });
    expect(recorded.map(({ idempotencyKey }) => idempotencyKey)).toEqual([undefined, 'key-1', 'key-1']);
  });

  it('gets a fresh token once when the old one is not taken, and gives up after that', async () => {
    const once = open({
      script: (_, attempt) => (attempt === 1 ? REFUSED : { steps: recordTurn([ORDER_PART]) }),
    });
    await once.conversation.send('one');
    expect([once.last()?.phase, once.counts().renewed]).toEqual(['done', 1]);
    const never = open({ script: () => REFUSED });
    await never.conversation.send('one');
    expect(never.last()).toMatchObject({ phase: 'error', problem: { code: 'unauthenticated' } });
    expect(never.counts().renewed).toBe(1);
  });

  it('says that the connection was lost when the turn cannot be rejoined', async () => {
    const { conversation, last } = open({ script: () => ({ steps: [{ cut: true }] }) });
    await conversation.send('one');
    expect(last()?.phase).toBe('lost');
  });

  it('shows nothing of a turn that was left for another conversation', async () => {
    const { conversation, changes, shown, counts } = open({ script: () => SLOW });
    const sent = conversation.send('one');
    await pause();
    conversation.startNew();
    const before = changes.length;
    await sent;
    expect(changes).toHaveLength(before);
    expect([shown.at(-1), conversation.sessionId(), counts().settled]).toEqual([[], '', 0]);
  });

  it('opens a stored conversation and goes on in it', async () => {
    const at = '2026-11-20T08:00:00.000Z';
    const { conversation, shown, recorded } = open({
      script: () => ({ steps: recordTurn([ORDER_PART]) }),
      sessions: [
        { id: 'old', title: 'Old', locale: 'en', createdAt: at, updatedAt: at, owner: 'bot' as const },
      ],
      messages: { old: [{ id: 'm', role: 'customer', text: 'Earlier', createdAt: at, turnId: 't0' }] },
    });
    await conversation.open('old');
    expect(shown.at(-1)).toMatchObject([{ question: 'Earlier' }]);
    await conversation.send('More');
    expect(recorded.at(-1)?.path).toBe('/v1/sessions/old/messages');
  });

  it('shows what became of what was proposed, asks again for what waits, and brings the note of a colleague', async () => {
    const { conversation, changes, last, actions, staff } = open({
      script: () => ({ steps: recordTurn([CANCEL_PART, RETURN_PART]) }),
    });
    await conversation.send('Cancel the one, return the other');
    await conversation.decide('a1', 'confirm');
    await conversation.decide('a2', 'confirm');
    const statuses = () => last()?.parts.map((part) => part.actions[0]?.view.status);
    expect(statuses()).toEqual(['committed', 'waiting-for-staff']);
    staff.say('session-1', 'Agreed, with thanks.');
    actions.change('a2', { status: 'committed' });
    while (last()?.parts[0]?.text !== 'Agreed, with thanks.') await pause();
    const told = changes.filter((turn) => turn.parts.length === 2).at(-1);
    expect(told?.parts.map((part) => part.actions[0]?.view.status)).toEqual(['committed', 'committed']);
  });

  it('learns after a turn that a yes in words confirmed what was open', async () => {
    const { conversation, changes, actions } = open({
      script: (text) => ({
        steps: recordTurn([text === 'yes' ? ORDER_PART : CANCEL_PART], { turnId: `t-${text}` }),
      }),
    });
    await conversation.send('Cancel it');
    actions.change('a1', { status: 'committed', result: 'Cancelled.' });
    await conversation.send('yes');
    expect(changes.at(-1)).toMatchObject({
      question: 'Cancel it',
      parts: [{ actions: [{ view: { status: 'committed', result: 'Cancelled.' } }] }],
    });
  });

  it.each([404, 501])('opens a conversation of a server that answers %s for actions', async (status) => {
    const at = '2026-11-20T08:00:00.000Z';
    const stored = {
      sessions: [
        { id: 'old', title: 'Old', locale: 'en', createdAt: at, updatedAt: at, owner: 'bot' as const },
      ],
      messages: {
        old: [{ id: 'm', role: 'customer' as const, text: 'Earlier', createdAt: at, turnId: 't0' }],
      },
      actions: { old: [{ ...CANCEL_PROPOSAL, turnId: 't0', status: 'offered' as const }] },
    };
    const withActions = open({ script: () => SLOW, ...stored });
    await withActions.conversation.open('old');
    expect(withActions.shown.at(-1)?.[0]?.parts).toMatchObject([{ actions: [{ view: { id: 'a1' } }] }]);
    withActions.conversation.startNew();
    const without = open({ script: () => SLOW, ...stored, withoutActions: status });
    await without.conversation.open('old');
    expect(without.shown.at(-1)).toMatchObject([{ question: 'Earlier', parts: [] }]);
  });

  it('shows what a person writes once the bot has handed over, until they hand back', async () => {
    const { conversation, changes, owners, staff } = open({
      script: () => ({ steps: recordTurn([HANDOFF_PART]) }),
    });
    const sent = conversation.send('A person, please');
    staff.own('session-1', 'person');
    staff.say('session-1', 'Hello, this is Noor.');
    await sent;
    expect(changes.at(-1)?.parts).toMatchObject([{ agent: 'a-person', text: 'Hello, this is Noor.' }]);
    staff.say('session-1', 'Anything else?');
    while (changes.at(-1)?.parts[0]?.text !== 'Anything else?') await pause();
    staff.own('session-1', 'bot');
    while (owners.at(-1) !== 'bot') await pause();
    expect(owners[0]).toBe('person');
    const drawn = changes.length;
    staff.say('session-1', 'Too late.');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(changes).toHaveLength(drawn);
  });

  it('throws when a conversation cannot be opened, which is how another customer’s looks', async () => {
    const { conversation } = open({ script: () => SLOW });
    await expect(conversation.open('not-mine')).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 2));
}
