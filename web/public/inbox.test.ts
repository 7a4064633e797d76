import { describe, expect, it } from 'vitest';
import { RETURN_APPROVAL, VACUUM_HANDOFF } from '../testing/inbox-samples.js';
import { createMockInbox, STAFF_TOKEN } from '../testing/mock-inbox.js';
import type { InboxState } from './inbox.js';
import { createInbox } from './inbox.js';
import { createInboxApi } from './inbox-api.js';

const CONFLICT = { type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict', detail: 'Taken.' };

function open(token = STAFF_TOKEN) {
  const mock = createMockInbox({ handoffs: [VACUUM_HANDOFF], approvals: [RETURN_APPROVAL] });
  const calls: string[] = [];
  const fetch = async (path: RequestInfo | URL, init?: RequestInit) => {
    calls.push(`${init?.method ?? 'GET'} ${String(path)}`);
    return mock.routes.request(String(path), init);
  };
  const shown: InboxState[] = [];
  const api = createInboxApi({ fetch, token: () => token });
  const inbox = createInbox(api, (state) => shown.push(state));
  return { inbox, mock, calls, shown, last: () => shown.at(-1) };
}

describe('createInbox', () => {
  it('reads what waits', async () => {
    const { inbox, last } = open();
    await inbox.choose('');
    expect(last()).toMatchObject({
      waiting: { handoffs: [{ id: 'h1', state: 'queued' }], approvals: [{ id: 'a2' }] },
      chosen: { kind: 'none' },
      problem: undefined,
      unread: undefined,
    });
  });

  it('says that a token is not taken', async () => {
    const { inbox, last } = open('token-of-C1');
    await inbox.choose('');
    expect(last()?.unread).toMatchObject({ status: 401 });
  });

  it('takes a conversation over, replies in it and gives it back', async () => {
    const { inbox, last, calls } = open();
    await inbox.choose('handoffs/h1');
    expect(last()?.chosen).toMatchObject({ kind: 'handoff', handoff: { tried: VACUUM_HANDOFF.tried } });
    expect(await inbox.step('h1', 'claim')).toBe(true);
    expect(last()?.chosen).toMatchObject({ handoff: { state: 'person', staffId: 'noor' } });
    expect(await inbox.reply('h1', 'I will send a new dock.')).toBe(true);
    expect(last()?.chosen).toMatchObject({
      handoff: { transcript: [{}, {}, { role: 'staff', text: 'I will send a new dock.' }] },
    });
    await inbox.step('h1', 'release');
    expect(last()).toMatchObject({
      waiting: { handoffs: [] },
      chosen: { handoff: { state: 'closed', ending: 'released' } },
    });
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([
      'POST /v1/inbox/handoffs/h1/claim',
      'POST /v1/inbox/handoffs/h1/messages',
      'POST /v1/inbox/handoffs/h1/release',
    ]);
  });

  it.each([
    ['approve', 'committed'],
    ['reject', 'rejected'],
  ] as const)('%ss a write and goes on showing what became of it', async (decision, status) => {
    const { inbox, last } = open();
    await inbox.choose('approvals/a2');
    await inbox.decide(RETURN_APPROVAL, { decision, note: 'Checked.' });
    expect(last()).toMatchObject({
      waiting: { approvals: [] },
      chosen: { kind: 'approval', approval: { status, note: 'Checked.' } },
      busy: false,
    });
    await inbox.refresh();
    expect(last()?.chosen).toMatchObject({ approval: { status } });
  });

  it('shows why a step did not work, and that it can be tried again', async () => {
    const { inbox, mock, last } = open();
    await inbox.choose('handoffs/h1');
    mock.refuseNext(CONFLICT);
    expect(await inbox.step('h1', 'claim')).toBe(false);
    expect(last()).toMatchObject({
      busy: false,
      problem: CONFLICT,
      chosen: { handoff: { state: 'queued' } },
    });
    await inbox.refresh();
    expect(last()?.problem).toEqual(CONFLICT);
    expect(await inbox.step('h1', 'claim')).toBe(true);
    expect(last()?.problem).toBeUndefined();
  });

  it('does one step at a time', async () => {
    const { inbox, calls } = open();
    await inbox.choose('handoffs/h1');
    const both = await Promise.all([inbox.step('h1', 'claim'), inbox.step('h1', 'close')]);
    expect(both).toEqual([true, false]);
    expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('drops what comes for a choice that was left meanwhile', async () => {
    const { inbox, last } = open();
    const first = inbox.choose('handoffs/h1');
    await inbox.choose('approvals/a2');
    await first;
    expect(last()?.chosen).toMatchObject({ kind: 'approval' });
  });

  it('shows nothing for an approval that is not there, a problem for a conversation that is not', async () => {
    const { inbox, last } = open();
    await inbox.choose('approvals/gone');
    expect(last()).toMatchObject({ chosen: { kind: 'none' }, unread: undefined });
    await inbox.choose('handoffs/gone');
    expect(last()).toMatchObject({ chosen: { kind: 'none' }, unread: { status: 404 } });
  });

  it('forgets everything when somebody signs out', async () => {
    const { inbox, last } = open();
    await inbox.choose('handoffs/h1');
    inbox.clear();
    expect(last()).toMatchObject({ waiting: { handoffs: [], approvals: [] }, chosen: { kind: 'none' } });
  });
});
