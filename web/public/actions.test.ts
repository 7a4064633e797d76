import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionView } from '../../contract/action.js';
import { createMockSupervisor } from '../testing/mock-supervisor.js';
import { CANCEL_PROPOSAL, CONTACT_PROPOSAL, RETURN_PROPOSAL } from '../testing/samples.js';
import { type Action, storedAction } from './action-state.js';
import { createActions } from './actions.js';
import { createApi } from './api.js';

const offered = (proposal: typeof CANCEL_PROPOSAL): ActionView => ({
  ...proposal,
  turnId: 't1',
  status: 'offered',
});
const VIEWS = [offered(CANCEL_PROPOSAL), offered(RETURN_PROPOSAL), offered(CONTACT_PROPOSAL)];
const CONFLICT = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  code: 'conflict',
  detail: 'Too late.',
};

function open({ views = VIEWS, verify = async () => false, fails = () => false }: Options = {}) {
  const supervisor = createMockSupervisor({ script: () => ({ steps: [] }), actions: { s1: views } });
  const token = { value: 'token-of-C1' };
  const fetch = async (path: RequestInfo | URL, init?: RequestInit) => {
    const response = await supervisor.app.request(String(path), init);
    if (fails()) throw new TypeError('fetch failed');
    return response;
  };
  const api = createApi({ fetch, token: () => token.value, locale: 'en' });
  const known = new Map(views.map((view) => [view.id, storedAction(view)]));
  const seen: string[] = [];
  let sessionId = 's1';
  let keys = 0;
  const place = {
    sessionId: () => sessionId,
    actions: () => [...known.values()],
    change(id: string, change: (action: Action) => Action) {
      const action = known.get(id);
      if (action === undefined) return;
      const next = change(action);
      if (next !== action) seen.push(`${id} ${next.view.status} ${next.attempt.kind}`);
      known.set(id, next);
    },
  };
  const actions = createActions(api, place, { verify, newKey: () => `key-${++keys}`, pollMs: 50 });
  const decisions = () => supervisor.recorded.filter(({ method }) => method === 'POST');
  const lists = () => supervisor.recorded.filter(({ method }) => method === 'GET').length;
  const leave = () => {
    sessionId = 's2';
    known.clear();
  };
  return { ...supervisor, shop: supervisor.actions, actions, known, seen, decisions, lists, token, leave };
}
interface Options {
  views?: ActionView[];
  verify?: () => Promise<boolean>;
  fails?: () => boolean;
}

describe('createActions', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('confirms exactly what was shown, and shows what was done', async () => {
    const { actions, seen, known, decisions } = open();
    await actions.decide('a1', 'confirm');
    expect(seen).toEqual(['a1 offered sending', 'a1 committed none']);
    expect(known.get('a1')?.view.result).toBe('Done: Cancel order SB-700214.');
    expect(decisions()).toMatchObject([
      {
        path: '/v1/sessions/s1/actions/a1',
        idempotencyKey: 'key-1',
        body: { decision: 'confirm', argsHash: 'hash-of-a1' },
      },
    ]);
  });

  it('declines under a key of its own', async () => {
    const { actions, known, decisions } = open();
    await Promise.all([actions.decide('a1', 'decline'), actions.decide('a2', 'confirm')]);
    expect(known.get('a1')?.view.status).toBe('declined');
    expect(decisions().map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-2']);
    actions.stop();
  });

  it('sends a decision once, however often the button is pressed, and none about what is not there', async () => {
    const { actions, decisions } = open();
    await Promise.all([actions.decide('a1', 'confirm'), actions.decide('a1', 'confirm')]);
    await actions.decide('a9', 'confirm');
    expect(decisions()).toHaveLength(1);
  });

  it('sends it again under the same key after a network failure', async () => {
    let down = true;
    const { actions, known, decisions } = open({ fails: () => down });
    await actions.decide('a1', 'confirm');
    expect(known.get('a1')?.attempt).toMatchObject({ kind: 'failed', problem: { code: 'network' } });
    down = false;
    await actions.decide('a1', 'confirm');
    expect(known.get('a1')?.view.status).toBe('committed');
    expect(decisions().map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-1']);
  });

  it('shows what became of it elsewhere when a decision comes too late', async () => {
    const { actions, known, shop } = open();
    shop.change('a1', { status: 'expired' });
    shop.refuseNext('a1', { problem: CONFLICT });
    await actions.decide('a1', 'confirm');
    expect(known.get('a1')).toMatchObject({ view: { status: 'expired' }, attempt: { kind: 'none' } });
  });

  it('shows a refusal while nothing else became of it', async () => {
    const { actions, known, shop } = open();
    shop.refuseNext('a1', { problem: CONFLICT });
    await actions.decide('a1', 'confirm');
    expect(known.get('a1')?.attempt).toMatchObject({ kind: 'failed', problem: CONFLICT });
    actions.stop();
  });

  it('asks for a code where one is needed, then sends the same decision again with the new token', async () => {
    const { actions, known, decisions, token } = open({
      verify: async () => {
        token.value = 'token-after-code';
        return true;
      },
    });
    await actions.decide('a3', 'confirm');
    expect(known.get('a3')?.view.status).toBe('committed');
    expect(decisions().map(({ authorization, idempotencyKey }) => [authorization, idempotencyKey])).toEqual([
      ['Bearer token-of-C1', 'key-1'],
      ['Bearer token-after-code', 'key-1'],
    ]);
    actions.stop();
  });

  it('leaves it open when no code is given', async () => {
    const { actions, known, decisions } = open({ verify: async () => false });
    await actions.decide('a3', 'confirm');
    expect(known.get('a3')).toMatchObject({
      view: { status: 'offered' },
      attempt: { kind: 'failed', problem: { code: 'step-up-required' } },
    });
    expect(decisions()).toHaveLength(1);
    actions.stop();
  });

  it('asks again while one waits for a colleague, and no longer once it is settled', async () => {
    const { actions, known, shop, lists } = open({ views: [offered(RETURN_PROPOSAL)] });
    await actions.decide('a2', 'confirm');
    expect(known.get('a2')?.view.status).toBe('waiting-for-staff');
    await vi.advanceTimersByTimeAsync(120);
    expect(lists()).toBe(2);
    shop.change('a2', { status: 'committed', result: 'Approved.' });
    await vi.advanceTimersByTimeAsync(50);
    expect(known.get('a2')?.view).toMatchObject({ status: 'committed', result: 'Approved.' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lists()).toBe(3);
  });

  it('goes on asking after a failure to ask', async () => {
    let down = false;
    const { actions, known, shop } = open({ views: [offered(RETURN_PROPOSAL)], fails: () => down });
    await actions.decide('a2', 'confirm');
    down = true;
    await vi.advanceTimersByTimeAsync(100);
    down = false;
    shop.change('a2', { status: 'rejected' });
    await vi.advanceTimersByTimeAsync(60);
    expect(known.get('a2')?.view.status).toBe('rejected');
  });

  it('looks again when an offer runs out: the server says whether it has', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const { actions, known, shop, lists } = open({
      views: [{ ...offered(CANCEL_PROPOSAL), expiresAt: soon }],
    });
    actions.watch();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(lists()).toBe(0);
    shop.change('a1', { status: 'expired' });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(known.get('a1')?.view.status).toBe('expired');
    expect(lists()).toBe(1);
  });

  it('learns after a turn what was decided by words in it, and asks nothing where nothing is open', async () => {
    const { actions, known, shop, lists } = open({ views: [offered(CANCEL_PROPOSAL)] });
    shop.change('a1', { status: 'committed', result: 'Cancelled.' });
    await actions.review();
    expect(known.get('a1')?.view.result).toBe('Cancelled.');
    await actions.review();
    expect(lists()).toBe(1);
  });

  it('asks no more once the conversation was left, and drops an answer that comes after', async () => {
    const { actions, seen, lists, leave } = open({ views: [offered(RETURN_PROPOSAL)] });
    await actions.decide('a2', 'confirm');
    const before = seen.length;
    await vi.advanceTimersByTimeAsync(50);
    const asked = lists();
    leave();
    actions.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([lists(), seen.length]).toEqual([asked, before]);
  });
});
