import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionOwner } from '../../contract/chat-api.js';
import { createMockSupervisor } from '../testing/mock-supervisor.js';
import { createApi } from './api.js';
import { createStaffWatch } from './staff-watch.js';

const AT = '2026-11-20T08:00:00.000Z';
const SESSION = { id: 's1', title: '', locale: 'en', createdAt: AT, updatedAt: AT, owner: 'bot' as const };

function open() {
  const { app, recorded, staff } = createMockSupervisor({
    script: () => ({ steps: [] }),
    sessions: [SESSION],
    messages: { s1: [{ id: 'm', role: 'assistant', text: 'Hi', createdAt: AT, turnId: 't' }] },
  });
  const place = { id: 's1', down: false };
  const fetch = async (path: RequestInfo | URL, init?: RequestInit) => {
    if (place.down) throw new TypeError('fetch failed');
    return app.request(String(path), init);
  };
  const heard: string[] = [];
  const owners: SessionOwner[] = [];
  const watch = createStaffWatch(
    createApi({ fetch, token: () => 't', locale: 'en' }),
    {
      sessionId: () => place.id,
      hear: (messages) => heard.push(messages.map(({ text }) => text).join('|')),
      tell: (owner) => owners.push(owner),
    },
    { pollMs: 50 },
  );
  return { watch, staff, heard, owners, recorded, place };
}

describe('createStaffWatch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks once where the bot has the conversation', async () => {
    const { watch, owners, recorded } = open();
    await watch.look();
    await vi.advanceTimersByTimeAsync(500);
    expect(owners).toEqual(['bot']);
    expect(recorded.map(({ path }) => path)).toEqual(['/v1/sessions/s1']);
  });

  it('brings what the staff write, and their last words after they have let go', async () => {
    const { watch, staff, heard, owners, recorded } = open();
    staff.own('s1', 'queued');
    await watch.look();
    staff.own('s1', 'person');
    staff.say('s1', 'Hello');
    await vi.advanceTimersByTimeAsync(50);
    expect(heard.at(-1)).toBe('Hello');
    staff.say('s1', 'Bye');
    staff.own('s1', 'closed');
    await vi.advanceTimersByTimeAsync(50);
    expect(heard.at(-1)).toBe('Hello|Bye');
    const asked = recorded.length;
    await vi.advanceTimersByTimeAsync(500);
    expect(recorded).toHaveLength(asked);
    expect(owners).toEqual(['queued', 'person', 'closed']);
  });

  it('goes on after a failure', async () => {
    const { watch, staff, heard, place } = open();
    staff.own('s1', 'person');
    await watch.look();
    place.down = true;
    await vi.advanceTimersByTimeAsync(120);
    place.down = false;
    staff.say('s1', 'Still here');
    await vi.advanceTimersByTimeAsync(60);
    expect(heard.at(-1)).toBe('Still here');
    watch.stop();
  });

  it('leaves it to the bot where the server does not say, and asks nothing without a conversation', async () => {
    const { watch, owners, recorded, place } = open();
    place.id = 'another';
    await watch.look();
    place.id = '';
    await watch.look();
    expect([owners, recorded.length]).toEqual([[], 1]);
  });

  it('drops what comes for a conversation that was left', async () => {
    const { watch, staff, heard, place } = open();
    staff.own('s1', 'person');
    const looking = watch.look();
    place.id = 's2';
    watch.stop();
    await looking;
    await vi.advanceTimersByTimeAsync(500);
    expect(heard).toEqual([]);
  });
});
